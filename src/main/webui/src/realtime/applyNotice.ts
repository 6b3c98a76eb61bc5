import type { ConversationFilter } from "../api/conversationFilter";
import type { Conversation, Me, Message, ToldConversation } from "../api/types";
import { inOrder, matches } from "./matches";
import type { Notice } from "./Notice";

/** One list as far as it has been loaded. */
export interface LoadedList {
  filter: ConversationFilter;
  items: readonly Conversation[];
  /** Whether the server has more after the last item. */
  more: boolean;
}

export interface Reader {
  me: Pick<Me, "id">;
  now: number;
  /** How much I have read of a conversation that this list does not hold, as far as anybody knows. */
  seenCountOf?: (id: string) => number;
}

/** A list after a notice arrives. Pure, so that it can be checked against a refetch. */
export function applyNotice(list: LoadedList, notice: Notice, reader: Reader): readonly Conversation[] {
  switch (notice.type) {
    case "conversation.changed":
      return place(list, notice.conversation, reader);
    case "conversation.seen":
      return withSeen(list.items, notice.conversationId, notice.inboundCount);
    case "message.changed":
    case "message.removed":
    case "account.changed":
    case "duty.changed":
    case "attention.changed":
    case "team.changed":
      return list.items;
    default:
      return notice satisfies never;
  }
}

function place({ filter, items, more }: LoadedList, told: ToldConversation, { me, now, seenCountOf }: Reader): readonly Conversation[] {
  const known = items.find((it) => it.id === told.id);
  const changed = asSeenBy(told, known?.seenCount ?? seenCountOf?.(told.id) ?? 0);
  const others = items.filter((it) => it.id !== told.id);
  // Only the server can search, so a search keeps what it found and gains nothing by itself.
  const belongs = matches(filter, changed, me, now) && (known !== undefined || filter.q === undefined);
  if (!belongs) return known ? others : items;

  const order = inOrder(filter.sort);
  const at = others.findIndex((it) => order(changed, it) < 0);
  if (at >= 0) return [...others.slice(0, at), changed, ...others.slice(at)];
  // Below everything loaded: it will come with its page.
  return more && !known ? items : [...others, changed];
}

/** Fills in what the stream cannot say, because it differs from agent to agent. */
export function asSeenBy(told: ToldConversation, seenCount: number): Conversation {
  return { ...told, seenCount, unread: unreadOf(told, seenCount) };
}

export function seen(conversation: Conversation, inboundCount: number): Conversation {
  // A mark only ever moves forward: an older one may arrive late from another tab.
  const seenCount = Math.max(conversation.seenCount, inboundCount);
  return { ...conversation, seenCount, unread: unreadOf(conversation, seenCount) };
}

/** The same list where nothing changes in it, so that nobody renders it again. */
export function withSeen(items: readonly Conversation[], id: string, inboundCount: number): readonly Conversation[] {
  const before = items.find((it) => it.id === id);
  if (!before || before.seenCount >= inboundCount) return items;
  return items.map((it) => (it === before ? seen(it, inboundCount) : it));
}

function unreadOf(it: Pick<ToldConversation, "inboundCount" | "handledCount" | "status">, seenCount: number): number {
  return it.status === "RESOLVED" ? 0 : Math.max(0, it.inboundCount - Math.max(it.handledCount, seenCount));
}

/** The conversation that is open, after a notice arrives. */
export function applyToConversation(open: Conversation, notice: Notice): Conversation {
  switch (notice.type) {
    case "conversation.changed":
      return notice.conversation.id === open.id ? asSeenBy(notice.conversation, open.seenCount) : open;
    case "conversation.seen":
      return notice.conversationId === open.id ? seen(open, notice.inboundCount) : open;
    case "message.changed":
    case "message.removed":
    case "account.changed":
    case "duty.changed":
    case "attention.changed":
    case "team.changed":
      return open;
    default:
      return notice satisfies never;
  }
}

/** The loaded part of a thread, oldest first. */
export interface LoadedThread {
  conversationId: string;
  messages: readonly Message[];
  /** Whether the server has older ones. */
  more: boolean;
}

export function applyToThread(thread: LoadedThread, notice: Notice): readonly Message[] {
  switch (notice.type) {
    case "message.changed":
      // A private reply moves from the comment to the direct messages in which it turned out to be.
      return notice.conversationId === thread.conversationId ? withMessage(thread, notice.message) : without(thread.messages, notice.message.id);
    case "message.removed":
      return without(thread.messages, notice.messageId);
    case "conversation.changed":
    case "conversation.seen":
    case "account.changed":
    case "duty.changed":
    case "attention.changed":
    case "team.changed":
      return thread.messages;
    default:
      return notice satisfies never;
  }
}

function without(messages: readonly Message[], id: string): readonly Message[] {
  return messages.some((it) => it.id === id) ? messages.filter((it) => it.id !== id) : messages;
}

/** Puts a message where it belongs, in place of itself or of the bubble that was shown while it was being sent. */
export function withMessage({ messages, more }: Pick<LoadedThread, "messages" | "more">, message: Message): readonly Message[] {
  const others = messages.filter(
    (it) => it.id !== message.id && (it.clientToken === null || it.clientToken !== message.clientToken),
  );
  const at = others.findIndex((it) => isBefore(message, it));
  if (at === 0 && more && others.length === messages.length) return messages;
  return at < 0 ? [...others, message] : [...others.slice(0, at), message, ...others.slice(at)];
}

function isBefore(a: Message, b: Message): boolean {
  return a.sentAt === b.sentAt ? a.id < b.id : a.sentAt < b.sentAt;
}
