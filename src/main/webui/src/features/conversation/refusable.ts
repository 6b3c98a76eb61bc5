import type { Conversation, Message } from "../../api/types";

/**
 * The line with which I was handed the conversation, as long as I may hand it back: I still have it and have not answered.
 * The server has the last word, for it knows what is not loaded here.
 */
export function refusable(messages: readonly Message[], { assigneeId }: Pick<Conversation, "assigneeId">, meId: string): string | null {
  if (assigneeId !== meId) return null;
  const at = messages.findLastIndex((it) => it.type === "ASSIGNED");
  const line = messages[at];
  if (!line?.system?.transferId || line.system.assigneeId !== meId) return null;
  const answered = messages.slice(at + 1).some((it) => it.direction === "OUTBOUND" && it.author.id === meId);
  return answered ? null : line.id;
}
