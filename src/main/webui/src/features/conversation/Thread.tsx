import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowDown, MessagesSquare } from "lucide-react";
import { Fragment, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { personName } from "../../api/personName";
import { messagesIn } from "../../api/queries";
import type { Conversation, Duty, Message } from "../../api/types";
import { Button } from "../../components/Button";
import { ErrorState, State } from "../../components/State";
import { dayLabel } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { messagesOf } from "../../realtime/pages";
import { MessageBubble } from "./MessageBubble";
import { PostCard } from "./PostCard";
import { refusable } from "./refusable";
import { SystemLine } from "./SystemLine";
import { ThreadSkeleton } from "./ThreadSkeleton";
import { threadRows } from "./threadRows";

interface Props {
  conversation: Conversation;
  meId: string;
  colleagues: ReadonlyMap<string, Duty>;
  resendingId: string | undefined;
  onResend: (message: Message) => void;
  onEdit: (message: Message) => void;
  onQuote: (message: Message) => void;
  /** What is on its way and not in the thread yet. */
  children: (messages: readonly Message[]) => ReactNode;
}

/** Closer to the end than this counts as reading the end. */
const AT_END = 80;
/** Closer to the start than this asks for older messages. */
const NEAR_START = 300;

export function Thread({ conversation, meId, colleagues, resendingId, onResend, onEdit, onQuote, children }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const query = useInfiniteQuery(messagesIn(conversation.id));
  const pages = query.data?.pages;
  const messages = useMemo(() => messagesOf(pages ?? []), [pages]);
  const rows = useMemo(() => threadRows(messages), [messages]);
  const byId = useMemo(() => new Map(messages.flatMap((it) => [[it.id, it] as const, [it.remoteId ?? it.id, it] as const])), [messages]);
  const mayRefuse = useMemo(() => refusable(messages, conversation, meId), [messages, conversation, meId]);
  const pending = children(messages);

  const scroller = useRef<HTMLDivElement>(null);
  const place = useRef({ atEnd: true, height: 0, first: "", last: "" });
  const [below, setBelow] = useState(false);
  const first = messages[0]?.id ?? "";
  const last = messages.at(-1);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  const jump = useCallback(({ id }: Message) => {
    const element = scroller.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`);
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
  }, []);

  // Stay where the reader is: at the end if they were there, else on the same message when older ones come in above it.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Who has just said something wants to see it there.
    const said = last !== undefined && last.id !== place.current.last && last.author.id === meId;
    if (place.current.atEnd || said) toEnd();
    else if (place.current.first !== first) element.scrollTop += element.scrollHeight - place.current.height;
    else if (element.scrollHeight > place.current.height) setBelow(true);
    place.current.height = element.scrollHeight;
    place.current.first = first;
    place.current.last = last?.id ?? "";
  }, [rows, pending, first, last, meId, toEnd]);

  // Pictures arrive after the text and push it up; so does the composer when it grows.
  useEffect(() => {
    const element = scroller.current;
    const content = element?.firstElementChild;
    if (!element || !content || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => place.current.atEnd && toEnd());
    observer.observe(element);
    observer.observe(content);
    return () => observer.disconnect();
  }, [toEnd, query.isPending]);

  if (query.isPending) return <ThreadSkeleton />;
  if (query.isError && messages.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END;
    place.current.atEnd = atEnd;
    place.current.height = element.scrollHeight;
    if (atEnd) setBelow(false);
    const mayLoad = query.hasNextPage && !query.isFetchingNextPage && !query.isFetchNextPageError;
    if (mayLoad && element.scrollTop < NEAR_START) void query.fetchNextPage();
  };

  const authorOf = (message: Message) => {
    if (message.direction === "INBOUND") return personName(conversation.contact, t("person.unknown"));
    if (message.source === "AUTOMATIC") return t("message.automatic");
    if (message.author.id === meId) return t("action.you");
    return (message.author.id && colleagues.get(message.author.id)?.name) || message.author.name || t("message.team");
  };

  return (
    <div className="thread">
      <div className="thread-scroll" ref={scroller} onScroll={onScroll} tabIndex={0} role="region" aria-label={t("thread.label")}>
        <div className="thread-content">
          {query.isFetchingNextPage && <p className="thread-older">{t("common.loading")}</p>}
          {query.hasNextPage && !query.isFetchingNextPage && (
            <Button small look="quiet" className="thread-older" onClick={() => void query.fetchNextPage()}>
              {query.isFetchNextPageError ? t("thread.olderFailed") : t("thread.older")}
            </Button>
          )}
          {conversation.post && <PostCard post={conversation.post} />}
          {rows.length === 0 && !conversation.post && <State icon={MessagesSquare} title={t("thread.empty")} />}
          <ol className="messages">
            {rows.map((row) => (
              <Fragment key={row.key}>
                {row.kind === "day" && (
                  <li className="day-line">
                    <time dateTime={row.at}>{dayLabel(row.at, now, i18n.language)}</time>
                  </li>
                )}
                {row.kind === "system" && (
                  <SystemLine
                    message={row.message}
                    meId={meId}
                    colleagues={colleagues}
                    language={conversation.language}
                    refusable={row.message.id === mayRefuse}
                  />
                )}
                {row.kind === "message" && (
                  <MessageBubble
                    message={row.message}
                    quoted={byId.get(row.message.quotedId ?? row.message.quotedRemoteId ?? "")}
                    continued={row.continued}
                    goesOn={row.goesOn}
                    reply={row.reply}
                    onComment={conversation.surface === "COMMENT"}
                    author={authorOf(row.message)}
                    resending={resendingId === row.message.id}
                    onResend={onResend}
                    onEdit={onEdit}
                    onQuote={onQuote}
                    onJump={jump}
                  />
                )}
              </Fragment>
            ))}
            {pending}
          </ol>
        </div>
      </div>
      {below && (
        <button
          type="button"
          className="thread-below"
          onClick={() => {
            toEnd();
            setBelow(false);
          }}
        >
          <ArrowDown size={14} aria-hidden="true" />
          {t("thread.newBelow")}
        </button>
      )}
    </div>
  );
}
