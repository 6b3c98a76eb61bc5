import type { Message } from "../../api/types";

/** What TikTok lets a reply quote: what somebody said, in words, as a picture or a post, once TikTok has it. */
export function isQuotable({ direction, type, remoteId, comment }: Message): boolean {
  const said = direction === "INBOUND" || direction === "OUTBOUND";
  return said && remoteId !== null && !comment?.deleted && (type === "TEXT" || type === "IMAGE" || type === "SHARE_POST");
}
