import type { Account, Duty, Message, ToldConversation } from "../api/types";

/** What the server pushes. A notice says what is true now, so applying one twice changes nothing. */
export type Notice =
  | { type: "conversation.changed"; conversation: ToldConversation }
  | { type: "conversation.seen"; conversationId: string; inboundCount: number }
  | { type: "message.changed"; conversationId: string; message: Message }
  | { type: "message.removed"; messageId: string }
  | { type: "account.changed"; account: Account }
  | { type: "duty.changed"; duty: Duty }
  | { type: "attention.changed"; conversationId: string; agentIds: string[] }
  | { type: "team.changed"; teamId: string };

/** A notice, or news of the stream itself, with its number in the store's stream. */
export type Frame = { seq: number; store: string; version: number } & (
  | Notice
  | { type: "hello" }
  | { type: "skipped" }
  | { type: "reset" }
);

export type NumberedNotice = { seq: number; store: string } & Notice;

const NOTICES: ReadonlySet<string> = new Set<Notice["type"]>([
  "conversation.changed",
  "conversation.seen",
  "message.changed",
  "message.removed",
  "account.changed",
  "duty.changed",
  "attention.changed",
  "team.changed",
]);

export function isNotice(frame: Frame): frame is Frame & Notice {
  return frame.version === 1 && NOTICES.has(frame.type);
}
