import { aMessage, at } from "../../testing/builders";
import { threadRows } from "./threadRows";

const comment = (parentRemoteId: string | null) => ({ visibility: "PUBLIC" as const, deleted: false, highIntent: false, parentRemoteId });

it("draws one line for each day", () => {
  const rows = threadRows([aMessage({ sentAt: at(-3000) }), aMessage({ sentAt: at(-2) }), aMessage({ sentAt: at(-1) })]);

  expect(rows.map((it) => it.kind)).toEqual(["day", "message", "day", "message", "message"]);
});

it("says a name once when somebody goes on writing", () => {
  const rows = threadRows([aMessage({ sentAt: at(-30) }), aMessage({ sentAt: at(-29) }), aMessage({ sentAt: at(-1) })]);

  expect(rows.flatMap((it) => (it.kind === "message" ? [it.continued] : []))).toEqual([false, true, false]);
});

it("knows which of them is followed by another", () => {
  const rows = threadRows([aMessage({ sentAt: at(-30) }), aMessage({ sentAt: at(-29) }), aMessage({ sentAt: at(-1) })]);

  expect(rows.flatMap((it) => (it.kind === "message" ? [it.goesOn] : []))).toEqual([true, false, false]);
});

it("puts answers under their comment, and one whose comment is not loaded by itself", () => {
  const rows = threadRows([
    aMessage({ id: "a", remoteId: "ra", sentAt: at(-9), comment: comment(null) }),
    aMessage({ id: "b", remoteId: "rb", sentAt: at(-8), comment: comment(null) }),
    aMessage({ id: "a1", sentAt: at(-7), comment: comment("ra") }),
    aMessage({ id: "x", sentAt: at(-6), comment: comment("gone") }),
  ]);

  expect(rows.flatMap((it) => (it.kind === "message" ? [[it.message.id, it.reply]] : []))).toEqual([
    ["a", false],
    ["a1", true],
    ["b", false],
    ["x", false],
  ]);
});
