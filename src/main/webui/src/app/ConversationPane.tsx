import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../api/client";
import { messagesIn } from "../api/queries";
import type { Account, Conversation, Duty, Message } from "../api/types";
import { useMe } from "../api/useMe";
import { Composer, type ComposerHandle, type TakenBack } from "../features/composer/Composer";
import { PendingBubble } from "../features/composer/PendingBubble";
import { useOutbox } from "../features/composer/useOutbox";
import { useTyping } from "../features/composer/useTyping";
import { Thread } from "../features/conversation/Thread";
import type { useConversationActions } from "../features/conversation/useConversationActions";
import { useScheduled } from "../features/conversation/useScheduled";
import { useToast } from "../components/Toasts";
import { useRealtime } from "../realtime/RealtimeProvider";

interface Props {
  conversation: Conversation;
  account: Account | undefined;
  colleagues: ReadonlyMap<string, Duty>;
  actions: ReturnType<typeof useConversationActions>;
  composer: RefObject<ComposerHandle | null>;
  onResolve: () => void;
  onSnooze: () => void;
  onOpen: (conversationId: string) => void;
}

/** One conversation: what was said, and what is being written. Give it the conversation as `key`. */
export function ConversationPane({ conversation, account, colleagues, actions, composer, onResolve, onSnooze, onOpen }: Props) {
  const me = useMe();
  const { t } = useTranslation();
  const say = useToast();
  const thread = useInfiniteQuery(messagesIn(conversation.id));
  const pages = thread.data?.pages;
  const edit = useCallback(
    (message: Message) => {
      const quoted = pages?.flatMap((it) => it.items).find((it) => it.id === message.quotedId);
      composer.current?.takeBack(takenBack(message, quoted, me.id), message.privately ? "private" : "reply");
    },
    [composer, me.id, pages],
  );
  const quote = useCallback((message: Message) => composer.current?.quote(message), [composer]);
  const { mutate: takeBack } = useScheduled(edit).takeBack;
  const onHeld = useCallback((message: Message) => say(t("later.anyMoment"), "calm", () => takeBack(message)), [say, t, takeBack]);
  const outbox = useOutbox(conversation.id, onHeld);
  // What leaves later nobody has said yet.
  const last = thread.data?.pages[0]?.items.findLast((it) => it.status !== "SCHEDULED")?.id ?? null;
  useMarkSeen(conversation, thread.isSuccess);
  const shown = me.stores.some((it) => it.id === conversation.storeId && it.showTyping);
  const onTyping = useTyping(conversation.id, shown && conversation.surface === "DM");

  return (
    <>
      <Thread
        conversation={conversation}
        meId={me.id}
        colleagues={colleagues}
        resendingId={actions.resend.isPending ? actions.resend.variables.id : undefined}
        onResend={actions.resend.mutate}
        onEdit={edit}
        onQuote={quote}
      >
        {(messages) =>
          outbox.pending
            // The stream may bring the message before its own answer does.
            .filter((it) => !messages.some((message) => message.clientToken === it.draft.token))
            .map((it) => (
              <PendingBubble
                key={it.draft.token}
                pending={it}
                onRetry={() => void outbox.send(it.draft, it.tab, it.confirmed, it.leaves)}
                onEdit={() => {
                  outbox.drop(it.draft.token);
                  composer.current?.takeBack(it.draft, it.tab);
                }}
              />
            ))
        }
      </Thread>
      <Composer
        ref={composer}
        conversation={conversation}
        account={account}
        sendKey={me.settings.sendKey ?? "enter"}
        undoSeconds={me.settings.undoSeconds ?? 0}
        lastMessageId={last}
        onTyping={onTyping}
        outbox={outbox}
        onResolve={onResolve}
        onSnooze={onSnooze}
        onOpen={onOpen}
      />
    </>
  );
}

/** A picture belongs to who attached it. */
function takenBack({ text, media, author, template }: Message, quoted: Message | undefined, meId: string): TakenBack {
  const thing = media[0];
  if (template) {
    return { text: "", card: { style: template.style ?? "BUTTONS", title: template.title ?? "", buttons: template.buttons.map((it) => it.title) } };
  }
  if (thing?.postId) {
    const { postId, thumbnailUrl: coverUrl } = thing;
    return { text: "", post: { postId, type: null, caption: null, coverUrl, shareUrl: null, publishedAt: null } };
  }
  const words = { text: text ?? "", ...(quoted ? { quoted: { id: quoted.id, type: quoted.type, text: quoted.text } } : {}) };
  return thing?.url && author?.id === meId ? { ...words, picture: { mediaId: thing.mediaId, previewUrl: thing.url } } : words;
}

/** Reading is what marks as read: the thread is loaded and the page is in front of somebody. */
function useMarkSeen({ id, inboundCount, seenCount }: Conversation, loaded: boolean): void {
  const { markSeen } = useRealtime();
  const told = useRef(0);

  useEffect(() => {
    const mark = () => {
      if (!loaded || document.visibilityState !== "visible" || inboundCount <= Math.max(seenCount, told.current)) return;
      told.current = inboundCount;
      markSeen(id, inboundCount);
      sendJson("PUT", `/api/conversations/${id}/seen`, { inboundCount }).catch(() => {
        // Only a badge: the next message or the next visit says it again.
        told.current = 0;
      });
    };
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [id, inboundCount, seenCount, loaded, markSeen]);
}
