import type { ConversationFilter } from "../api/conversationFilter";
import type { Conversation, Me } from "../api/types";
import { URGENT_BELOW } from "../lib/windowLeft";

/** Whether a conversation belongs in a list, as far as a browser can tell: the words searched for only the server knows. */
export function matches(filter: ConversationFilter, conversation: Conversation, me: Pick<Me, "id">, now: number): boolean {
  return (
    conversation.status === filter.status &&
    (filter.store === undefined || conversation.storeId === filter.store) &&
    (filter.account === undefined || conversation.accountId === filter.account) &&
    (filter.surface === undefined || conversation.surface === filter.surface) &&
    (!filter.pinned || conversation.sendTrouble) &&
    belongs(filter, conversation, me, now)
  );
}

function belongs(filter: ConversationFilter, conversation: Conversation, me: Pick<Me, "id">, now: number): boolean {
  switch (filter.view) {
    case "mine":
      return conversation.assigneeId === me.id;
    case "participating":
      return conversation.participants.includes(me.id) && conversation.assigneeId !== me.id;
    case "unassigned":
      return conversation.assigneeId === null;
    case "all":
      return true;
    case "expiring":
      return expiresSoon(conversation, now);
    case "trouble":
      return conversation.sendTrouble;
    default:
      return filter.view satisfies never;
  }
}

export function expiresSoon({ window }: Conversation, now: number): boolean {
  if (!window?.expiresAt) return false;
  const left = Date.parse(window.expiresAt) - now;
  return left > 0 && left < URGENT_BELOW;
}

/** The server's order, so that a change lands where a refetch would show it. */
export function inOrder(sort: ConversationFilter["sort"]): (a: Conversation, b: Conversation) => number {
  return (a, b) => compareBy(sort, a, b) || (sort === "activity" ? compare(b.id, a.id) : compare(a.id, b.id));
}

function compareBy(sort: ConversationFilter["sort"], a: Conversation, b: Conversation): number {
  switch (sort) {
    case "activity":
      return compare(b.lastActivityAt, a.lastActivityAt);
    case "waiting":
      return (
        Number(a.waitingSince === null) - Number(b.waitingSince === null) ||
        compare(a.waitingSince ?? a.lastInboundAt ?? LAST, b.waitingSince ?? b.lastInboundAt ?? LAST)
      );
    case "window":
      return compare(a.window?.expiresAt ?? LAST, b.window?.expiresAt ?? LAST);
    default:
      return sort satisfies never;
  }
}

const LAST = "9999";

// Times all have the same form, so their text sorts as they do.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
