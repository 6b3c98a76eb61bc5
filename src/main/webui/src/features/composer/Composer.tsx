import { Send, StickyNote } from "lucide-react";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from "react";
import type { TFunction } from "i18next";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import type { Account, Conversation } from "../../api/types";
import { Button } from "../../components/Button";
import { answering, type AnswerWindow } from "../../lib/answering";
import { clockTime, shortDateTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { ComposerBlocked } from "./ComposerBlocked";
import { composerState, type Tab } from "./composerRules";
import { emptyDraft, keepDraft, readDraft, type Draft } from "./drafts";
import { NewerReplies } from "./NewerReplies";
import { sends, type SendKey } from "./sendKey";
import { SendLater } from "./SendLater";
import type { Leaves, useOutbox } from "./useOutbox";
import "./composer.css";

export interface ComposerHandle {
  write: (tab: Tab) => void;
  /** Takes a refused text back, before whatever was begun since. */
  takeBack: (text: string, tab: Tab) => void;
}

interface Props {
  conversation: Conversation;
  account: Account | undefined;
  sendKey: SendKey;
  /** For how long a reply can be taken back before it leaves. */
  undoSeconds: number;
  lastMessageId: string | null;
  outbox: ReturnType<typeof useOutbox>;
  onResolve: () => void;
  /** Until the customer writes. */
  onSnooze: () => void;
  onOpen: (conversationId: string) => void;
  ref: Ref<ComposerHandle>;
}

/** Give it the conversation as `key`. */
export function Composer({ conversation, account, sendKey, undoSeconds, lastMessageId, outbox, onResolve, onSnooze, onOpen, ref }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const [tab, setTab] = useState<Tab>("reply");
  const [drafts, setDrafts] = useState(() => ({
    reply: readDraft(conversation.id, "reply"),
    note: readDraft(conversation.id, "note"),
  }));
  // The truth between two renderings: five Enters in one instant must find the text gone after the first.
  const latest = useRef(drafts);
  const box = useRef<HTMLTextAreaElement>(null);
  const draft = drafts[tab];
  const state = composerState({ conversation, account, tab, text: draft.text, now });

  const change = (which: Tab, next: Draft) => {
    latest.current = { ...latest.current, [which]: next };
    setDrafts(latest.current);
    keepDraft(conversation.id, which, next);
  };

  const type = (text: string) => {
    const before = latest.current[tab];
    // Another text is another message: it needs a name of its own, and is based on what can be read now.
    const begun = before.text === "" ? emptyDraft() : before;
    change(tab, { ...begun, text, basedOn: begun.basedOn ?? lastMessageId });
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [draft.text, tab, state.blocked]);

  const write = (which: Tab) => {
    // At once: whoever types on without a pause must find their letters here, not taken for shortcuts.
    flushSync(() => setTab(which));
    box.current?.focus();
  };

  const takeBack = (refused: string, which: Tab) => {
    const begun = latest.current[which].text;
    // Another message than the one that was refused, so it goes out under a name of its own.
    change(which, { ...emptyDraft(), text: begun ? `${refused}\n${begun}` : refused, basedOn: lastMessageId });
    write(which);
  };

  useImperativeHandle(ref, () => ({ write, takeBack }));

  const send = (at?: Date): boolean => {
    const current = latest.current[tab];
    if (!composerState({ conversation, account, tab, text: current.text, now: Date.now() }).canSend) return false;
    change(tab, emptyDraft());
    // Whoever types faster than the thread loads has read what is there now.
    void outbox.send({ ...current, text: current.text.trim(), basedOn: current.basedOn ?? lastMessageId }, tab, false, tab === "reply" ? leaves(at, undoSeconds) : undefined);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape") return event.currentTarget.blur();
    const resolves = event.key === "Enter" && event.shiftKey && (event.ctrlKey || event.metaKey);
    if (!resolves && !sends(event.nativeEvent, sendKey)) return;
    event.preventDefault();
    if (send() && resolves && tab === "reply") onResolve();
  };

  const onTabKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    setTab(tab === "reply" ? "note" : "reply");
    event.currentTarget.querySelector<HTMLElement>('[role="tab"][aria-selected="false"]')?.focus();
  };

  // A closed window leaves the note as the only thing to write.
  const blocked = state.blocked;
  useEffect(() => {
    if (blocked && tab === "reply" && document.activeElement === box.current) box.current?.blur();
  }, [blocked, tab]);

  return (
    <div className={`composer composer-${tab}`}>
      {outbox.conflict && (
        <NewerReplies
          conflict={outbox.conflict}
          onSendAnyway={() => outbox.conflict && void outbox.send(outbox.conflict.draft, "reply", true, outbox.conflict.leaves)}
          onEdit={() => {
            if (outbox.conflict) takeBack(outbox.conflict.draft.text, "reply");
            outbox.settleConflict();
          }}
        />
      )}
      <div className="composer-box">
        <div className="composer-tabs" role="tablist" aria-label={t("composer.kind")} onKeyDown={onTabKey}>
          {(["reply", "note"] as const).map((it) => (
            <button key={it} type="button" role="tab" aria-selected={tab === it} tabIndex={tab === it ? 0 : -1} onClick={() => write(it)}>
              {it === "note" && <StickyNote size={13} aria-hidden="true" />}
              {t(`composer.${it === "reply" && conversation.surface === "COMMENT" ? "publicReply" : it}`)}
              {drafts[it].text && tab !== it && <span className="composer-dot" title={t("composer.draft")} />}
            </button>
          ))}
        </div>
        {blocked ? (
          <ComposerBlocked
            because={blocked}
            conversation={conversation}
            account={account}
            hasDraft={draft.text !== ""}
            onNote={() => write("note")}
            onSnooze={onSnooze}
            onOpen={onOpen}
          />
        ) : (
          <>
            <textarea
              ref={box}
              className="composer-text"
              dir="auto"
              rows={2}
              aria-label={t(`composer.${tab}`)}
              aria-invalid={state.tooLong}
              aria-keyshortcuts={tab === "reply" ? "R" : "N"}
              placeholder={t(tab === "note" ? "composer.notePlaceholder" : "composer.replyPlaceholder", {
                handle: account ? accountName(account) : "",
              })}
              value={draft.text}
              onChange={(event) => type(event.target.value)}
              onKeyDown={onKeyDown}
            />
            <div className="composer-foot">
              <span className="composer-hint number">
                {tab === "note"
                  ? t("composer.noteHint")
                  : conversation.window?.expiresAt && hintOf(conversation.window, now, t, i18n.language)}
              </span>
              {state.showCounter && (
                <span className={`number ${state.tooLong ? "composer-over" : "composer-count"}`} role={state.tooLong ? "alert" : undefined}>
                  {state.length} / {state.limit}
                </span>
              )}
              {tab === "reply" && <SendLater disabled={!state.canSend} until={endOfWindow(conversation)} onPick={send} />}
              <Button
                look="primary"
                small
                disabled={!state.canSend}
                title={sendKey === "enter" ? t("composer.sendEnter") : t("composer.sendModEnter")}
                onClick={() => send()}
              >
                <Send size={14} aria-hidden="true" />
                {t(tab === "note" ? "composer.saveNote" : "composer.send")}
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  );
}

/** From when on TikTok takes nothing; null where it always does. */
function endOfWindow({ window }: Conversation): string | null {
  return window && window.afterwards === 0 ? window.expiresAt : null;
}

function leaves(at: Date | undefined, undoSeconds: number): Leaves | undefined {
  if (at) return { sendAt: at.toISOString() };
  return undoSeconds > 0 ? { holdSeconds: undoSeconds } : undefined;
}

const DAY = 86_400_000;

function hintOf(window: AnswerWindow, now: number, t: TFunction, locale: string): string {
  const { over, remaining } = answering(window, now);
  if (over) return t("composer.afterwardsHint", { remaining });
  const time = endOf(window.expiresAt ?? "", now, locale);
  return remaining === null ? t("composer.unlimitedHint", { time }) : t("composer.replyHint", { remaining, time });
}

function endOf(expiresAt: string, now: number, locale: string): string {
  return Date.parse(expiresAt) - now < DAY / 2 ? clockTime(expiresAt, locale) : shortDateTime(expiresAt, locale);
}
