import { aMessage } from "../../testing/builders";
import { isQuotable } from "./isQuotable";

it.each<[string, Parameters<typeof aMessage>[0], boolean]>([
  ["words of the customer", {}, true],
  ["words of ours", { direction: "OUTBOUND", status: "SENT" }, true],
  ["a picture", { type: "IMAGE", text: null }, true],
  ["a post", { type: "SHARE_POST", text: null }, true],
  ["a card", { type: "TEMPLATE", direction: "OUTBOUND", status: "SENT" }, false],
  ["a video", { type: "VIDEO" }, false],
  ["a note", { direction: "NOTE", remoteId: null }, false],
  ["what TikTok does not have yet", { direction: "OUTBOUND", status: "QUEUED", remoteId: null }, false],
  ["a comment that is gone", { comment: { visibility: "PUBLIC", deleted: true, highIntent: false, parentRemoteId: null } }, false],
])("%s", (_, message, quotable) => {
  expect(isQuotable(aMessage({ remoteId: "m1", ...message }))).toBe(quotable);
});
