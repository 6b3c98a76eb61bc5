import type { Message } from "../../api/types";
import { isSameDay } from "../../lib/time";

export type ThreadRow =
  | { kind: "day"; key: string; at: string }
  | { kind: "system"; key: string; message: Message }
  | { kind: "message"; key: string; message: Message; continued: boolean; goesOn: boolean; reply: boolean };

const TOGETHER = 5 * 60_000;

/** A thread as it is read from top to bottom. Under a post, answers stand below the comment they answer. */
export function threadRows(messages: readonly Message[]): readonly ThreadRow[] {
  const rows: ThreadRow[] = [];
  let before: Message | undefined;
  for (const { message, reply } of inReadingOrder(messages)) {
    const newDay = !reply && (!before || !isSameDay(before.sentAt, message.sentAt));
    if (newDay) rows.push({ kind: "day", key: `day:${message.id}`, at: message.sentAt });
    if (message.direction === "SYSTEM") rows.push({ kind: "system", key: message.id, message });
    else {
      const continued = !newDay && before !== undefined && continues(before, message);
      const last = rows.at(-1);
      if (continued && last?.kind === "message") rows[rows.length - 1] = { ...last, goesOn: true };
      rows.push({ kind: "message", key: message.id, message, continued, goesOn: false, reply });
    }
    before = message;
  }
  return rows;
}

function continues(before: Message, message: Message): boolean {
  return (
    before.direction === message.direction &&
    before.author.kind === message.author.kind &&
    before.author.id === message.author.id &&
    before.comment?.parentRemoteId === message.comment?.parentRemoteId &&
    Date.parse(message.sentAt) - Date.parse(before.sentAt) < TOGETHER
  );
}

/** TikTok has two levels; an answer whose comment is not loaded stands by itself. */
function inReadingOrder(messages: readonly Message[]): readonly { message: Message; reply: boolean }[] {
  const roots = new Set(messages.filter((it) => !it.comment?.parentRemoteId).map((it) => it.remoteId));
  const answers = new Map<string, Message[]>();
  for (const it of messages) {
    const parent = it.comment?.parentRemoteId;
    if (parent && roots.has(parent)) answers.set(parent, [...(answers.get(parent) ?? []), it]);
  }
  return messages
    .filter((it) => !it.comment?.parentRemoteId || !answers.has(it.comment.parentRemoteId))
    .flatMap((message) => [
      { message, reply: false },
      ...(message.remoteId ? (answers.get(message.remoteId) ?? []) : []).map((it) => ({ message: it, reply: true })),
    ]);
}
