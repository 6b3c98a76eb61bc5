import { useQuery } from "@tanstack/react-query";
import { Lock, Send, StickyNote } from "lucide-react";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from "react";
import type { TFunction } from "i18next";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { privateReplyTo } from "../../api/queries";
import type { Account, Conversation, OwnPost } from "../../api/types";
import { Button } from "../../components/Button";
import { answering, type AnswerWindow } from "../../lib/answering";
import { newToken } from "../../lib/newToken";
import { clockTime, shortDateTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { AddMenu } from "./AddMenu";
import { AttachButton } from "./AttachButton";
import { pictureIn } from "./attachmentRules";
import { AttachmentPreview } from "./AttachmentPreview";
import { CardEditor } from "./CardEditor";
import { cardFault, emptyCard } from "./cardRules";
import { ComposerBlocked } from "./ComposerBlocked";
import { composerState, type Tab } from "./composerRules";
import { emptyDraft, isSomething, keepDraft, readDraft, type Draft, type Quote } from "./drafts";
import { NewerReplies } from "./NewerReplies";
import { PostPicker } from "./PostPicker";
import { PostPreview } from "./PostPreview";
import { PrivatelyBlocked } from "./PrivatelyBlocked";
import { QuotePreview } from "./QuotePreview";
import { sends, type SendKey } from "./sendKey";
import { SendLater } from "./SendLater";
import { useAttachment } from "./useAttachment";
import type { Leaves, useOutbox } from "./useOutbox";
import "./composer.css";

/** What was sent and is not to be: it can be changed, and sent as another message. */
export type TakenBack = Pick<Draft, "text" | "picture" | "post" | "card" | "quoted">;

export interface ComposerHandle {
  write: (tab: Tab) => void;
  /** Takes a refused text back, before whatever was begun since. */
  takeBack: (it: TakenBack, tab: Tab) => void;
  /** The reply answers this message in particular. */
  quote: (message: Quote) => void;
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
  /** Somebody types what the customer is going to read. */
  onTyping: () => void;
  ref: Ref<ComposerHandle>;
}

/** Give it the conversation as `key`. */
export function Composer({ conversation, account, sendKey, undoSeconds, lastMessageId, outbox, onResolve, onSnooze, onOpen, onTyping, ref }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const [tab, setTab] = useState<Tab>("reply");
  const [drafts, setDrafts] = useState(() => ({
    reply: readDraft(conversation.id, "reply"),
    private: readDraft(conversation.id, "private"),
    note: readDraft(conversation.id, "note"),
  }));
  // The truth between two renderings: five Enters in one instant must find the text gone after the first.
  const latest = useRef(drafts);
  const box = useRef<HTMLTextAreaElement>(null);
  const { attachment, refused, attach, remove, take, giveBack } = useAttachment();
  const [dragging, setDragging] = useState(false);
  const [choosingPost, setChoosingPost] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const tabs: readonly Tab[] = TABS[conversation.surface === "COMMENT" ? "comment" : "messages"];
  const privateReply = useQuery({ ...privateReplyTo(conversation.id), enabled: conversation.surface === "COMMENT" }).data;
  const draft = drafts[tab];
  const state = composerState({ conversation, account, tab, privateReply, text: draft.text, now });
  const blocked = state.blocked;
  const takesPictures = tab === "reply" && conversation.surface === "DM" && !blocked;
  const attached = tab === "reply" && attachment !== null;
  const beside = attached || draft.post !== undefined || draft.card !== undefined;
  const uses = beside && draft.text.trim() ? 2 : 1;
  const left = conversation.window ? answering(conversation.window, now).remaining : null;
  const tooMany = left !== null && uses > left;
  const whole = (!attached || attachment.mediaId !== null) && (!draft.card || cardFault(draft.card) === null);
  const canSend = beside ? whole && !blocked && !state.tooLong && !tooMany : state.canSend;

  const change = (which: Tab, next: Draft) => {
    latest.current = { ...latest.current, [which]: next };
    setDrafts(latest.current);
    keepDraft(conversation.id, which, next);
  };

  /** TikTok takes one thing beside words: the last one chosen. */
  const put = (it: Pick<Draft, "post" | "card">) => {
    const { post: _post, card: _card, ...before } = latest.current.reply;
    change("reply", { ...before, token: newToken(), basedOn: before.basedOn ?? lastMessageId, ...it });
  };

  const attachPicture = (file: File) => {
    put({});
    void attach(file);
  };

  const attachFrom = (data: DataTransfer | null): boolean => {
    const picture = takesPictures ? pictureIn(data) : null;
    if (picture) attachPicture(picture);
    return picture !== null;
  };

  const addPost = (post: OwnPost) => {
    remove();
    put({ post });
    setChoosingPost(false);
  };

  const addCard = () => {
    remove();
    put({ card: latest.current.reply.card ?? emptyCard() });
  };

  const type = (text: string) => {
    const before = latest.current[tab];
    // Another text is another message: it needs a name of its own, and is based on what can be read now.
    const begun = !isSomething(before) ? emptyDraft() : before.text === "" ? { ...before, token: newToken() } : before;
    change(tab, { ...begun, text, basedOn: begun.basedOn ?? lastMessageId });
    if (tab === "reply" && text.trim() !== "") onTyping();
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

  const putBack = (words: string, which: Tab) => {
    if (!words) return;
    const begun = latest.current[which];
    // Another message than the one that was refused, so it goes out under a name of its own.
    change(which, { ...begun, ...emptyDraft(), text: begun.text ? `${words}\n${begun.text}` : words, basedOn: lastMessageId });
  };

  const takeBack = ({ text, picture, post, card, quoted }: TakenBack, which: Tab) => {
    putBack(text, which);
    if (picture) giveBack(picture);
    if (post) put({ post });
    if (card) put({ card });
    if (quoted) change(which, { ...latest.current[which], quoted });
    write(which);
  };

  const quote = ({ id, type: kind, text }: Quote) => {
    const before = latest.current.reply;
    change("reply", { ...before, token: newToken(), basedOn: before.basedOn ?? lastMessageId, quoted: { id, type: kind, text } });
    write("reply");
  };

  const unquote = () => {
    const { quoted: _, ...rest } = latest.current.reply;
    change("reply", { ...rest, token: newToken() });
    box.current?.focus();
  };

  useImperativeHandle(ref, () => ({ write, takeBack, quote }));

  const send = (at?: Date): boolean => {
    const { post, card, ...current } = latest.current[tab];
    if (tab === "reply" && (attachment || post || card)) {
      const picture = canSend && attachment ? take() : null;
      const thing = picture ? { picture } : post ? { post } : card ? { card } : null;
      if (!canSend || !thing) return false;
      const basedOn = current.basedOn ?? lastMessageId;
      const words = current.text.trim();
      change(tab, emptyDraft());
      // TikTok takes words or one other thing: the words follow, in this order, once the server has it.
      const when = leaves(at, undoSeconds);
      void outbox.send({ ...emptyDraft(), ...(picture ? {} : { token: current.token }), ...thing, basedOn }, tab, false, when).then((sent) => {
        if (!words) return;
        if (sent) void outbox.send({ ...current, token: newToken(), text: words, basedOn }, tab, false, when);
        else putBack(words, tab);
      });
      return true;
    }
    if (!composerState({ conversation, account, tab, privateReply, text: current.text, now: Date.now() }).canSend) return false;
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
    if (send() && resolves && tab !== "note") onResolve();
  };

  const onTabKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const next = (tabs.indexOf(tab) + (event.key === "ArrowRight" ? 1 : -1) + tabs.length) % tabs.length;
    setTab(tabs[next] ?? "reply");
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };

  // A closed window leaves the note as the only thing to write.
  useEffect(() => {
    if (blocked && document.activeElement === box.current) box.current?.blur();
  }, [blocked, tab]);

  return (
    <div className={`composer composer-${tab}`}>
      {outbox.conflict && (
        <NewerReplies
          conflict={outbox.conflict}
          onSendAnyway={() => outbox.conflict && void outbox.send(outbox.conflict.draft, outbox.conflict.tab, true, outbox.conflict.leaves)}
          onEdit={() => {
            if (outbox.conflict) takeBack(outbox.conflict.draft, outbox.conflict.tab);
            outbox.settleConflict();
          }}
        />
      )}
      <div
        className={`composer-box ${dragging ? "composer-dragging" : ""}`}
        onDragOver={(event) => {
          if (!takesPictures || !event.dataTransfer.types.includes("Files")) return;
          event.preventDefault();
          setDragging(true);
        }}
        onDragLeave={() => setDragging(false)}
        onDrop={(event) => {
          setDragging(false);
          if (attachFrom(event.dataTransfer)) event.preventDefault();
        }}
      >
        <div className="composer-tabs" role="tablist" aria-label={t("composer.kind")} onKeyDown={onTabKey}>
          {tabs.map((it) => (
            <button key={it} type="button" role="tab" aria-selected={tab === it} tabIndex={tab === it ? 0 : -1} onClick={() => write(it)}>
              {it === "note" && <StickyNote size={13} aria-hidden="true" />}
              {it === "private" && <Lock size={12} aria-hidden="true" />}
              {it === "private" ? t("private.tab") : t(`composer.${it === "reply" && conversation.surface === "COMMENT" ? "publicReply" : it}`)}
              {isSomething(drafts[it]) && tab !== it && <span className="composer-dot" title={t("composer.draft")} />}
            </button>
          ))}
        </div>
        {blocked === "private" && privateReply ? (
          <PrivatelyBlocked because={privateReply} account={account} hasDraft={draft.text !== ""} onReply={() => write("reply")} onOpen={onOpen} />
        ) : blocked && blocked !== "private" ? (
          <ComposerBlocked
            because={blocked}
            conversation={conversation}
            account={account}
            hasDraft={isSomething(draft)}
            onNote={() => write("note")}
            onSnooze={onSnooze}
            onOpen={onOpen}
          />
        ) : (
          <>
            {tab === "reply" && draft.quoted && <QuotePreview quoted={draft.quoted} onRemove={unquote} />}
            <textarea
              ref={box}
              className="composer-text"
              dir="auto"
              rows={2}
              aria-label={tab === "private" ? t("private.label") : t(`composer.${tab}`)}
              aria-invalid={state.tooLong}
              aria-keyshortcuts={KEYS[tab]}
              placeholder={t(PLACEHOLDERS[tab], {
                handle: account ? accountName(account) : "",
              })}
              value={draft.text}
              onChange={(event) => type(event.target.value)}
              onKeyDown={onKeyDown}
              onPaste={(event) => {
                // Office programs put a picture of the words beside the words.
                if (!event.clipboardData.types.includes("text/plain") && attachFrom(event.clipboardData)) event.preventDefault();
              }}
            />
            {tab === "reply" && (
              <AttachmentPreview attachment={attachment} refused={refused} withText={draft.text.trim() !== ""} onRemove={remove} />
            )}
            {tab === "reply" && draft.post && <PostPreview post={draft.post} withText={draft.text.trim() !== ""} onRemove={() => put({})} />}
            {tab === "reply" && draft.card && (
              <CardEditor card={draft.card} withText={draft.text.trim() !== ""} onChange={(card) => put({ card })} onRemove={() => put({})} />
            )}
            {choosingPost && <PostPicker accountId={conversation.accountId} onPick={addPost} onClose={() => setChoosingPost(false)} />}
            <div className="composer-foot">
              {tab === "reply" && (
                <span className="composer-adds">
                  <AttachButton conversation={conversation} files={files} onPick={attachPicture} />
                  <AddMenu
                    conversation={conversation}
                    onPicture={() => files.current?.click()}
                    onPost={() => setChoosingPost(true)}
                    onCard={addCard}
                  />
                </span>
              )}
              <span className={`composer-hint number ${tooMany ? "composer-over" : ""}`}>
                {tab === "note"
                  ? t("composer.noteHint")
                  : tab === "private"
                    ? privateReply?.until && t("private.hint", { time: shortDateTime(privateReply.until, i18n.language) })
                    : conversation.window?.expiresAt && hintOf(conversation.window, uses, now, t, i18n.language)}
              </span>
              {state.showCounter && (
                <span className={`number ${state.tooLong ? "composer-over" : "composer-count"}`} role={state.tooLong ? "alert" : undefined}>
                  {state.length} / {state.limit}
                </span>
              )}
              {tab === "reply" && <SendLater disabled={!canSend} until={endOfWindow(conversation)} onPick={send} />}
              <Button
                look="primary"
                small
                disabled={!canSend}
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

const TABS = { messages: ["reply", "note"], comment: ["reply", "private", "note"] } as const;
const KEYS = { reply: "R", private: undefined, note: "N" } as const;
const PLACEHOLDERS = { reply: "composer.replyPlaceholder", private: "private.placeholder", note: "composer.notePlaceholder" } as const;

/** From when on TikTok takes nothing; null where it always does. */
function endOfWindow({ window }: Conversation): string | null {
  return window && window.afterwards === 0 ? window.expiresAt : null;
}

function leaves(at: Date | undefined, undoSeconds: number): Leaves | undefined {
  if (at) return { sendAt: at.toISOString() };
  return undoSeconds > 0 ? { holdSeconds: undoSeconds } : undefined;
}

const DAY = 86_400_000;

function hintOf(window: AnswerWindow, uses: number, now: number, t: TFunction, locale: string): string {
  const { over, remaining } = answering(window, now);
  if (over) return t("composer.afterwardsHint", { remaining, uses });
  const time = endOf(window.expiresAt ?? "", now, locale);
  return remaining === null ? t("composer.unlimitedHint", { time }) : t("composer.replyHint", { remaining, time, uses });
}

function endOf(expiresAt: string, now: number, locale: string): string {
  return Date.parse(expiresAt) - now < DAY / 2 ? clockTime(expiresAt, locale) : shortDateTime(expiresAt, locale);
}
