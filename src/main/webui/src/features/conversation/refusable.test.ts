import { aMessage, aSystemLine } from "../../testing/builders";
import { refusable } from "./refusable";

const handed = (transferId: string | null, assigneeId = "me") =>
  aMessage({
    id: "handed",
    direction: "SYSTEM",
    type: "ASSIGNED",
    author: { kind: "SYSTEM", id: null, name: null },
    system: aSystemLine({ assigneeId, by: "kai", automatic: false, transferId }),
  });
const answer = (id: string) => aMessage({ direction: "OUTBOUND", author: { kind: "AGENT", id, name: null } });
const mine = { assigneeId: "me" };

it("can hand back what it was handed", () => {
  expect(refusable([aMessage(), handed("t"), aMessage()], mine, "me")).toBe("handed");
});

it("keeps what it has answered, and what others answered it may hand back", () => {
  expect(refusable([handed("t"), answer("me")], mine, "me")).toBeNull();
  expect(refusable([answer("me"), handed("t"), answer("kai")], mine, "me")).toBe("handed");
});

it("hands back nothing that somebody else has, or that was not handed on", () => {
  expect(refusable([handed("t")], { assigneeId: "kai" }, "me")).toBeNull();
  expect(refusable([handed("t", "kai")], mine, "me")).toBeNull();
  expect(refusable([handed(null)], mine, "me")).toBeNull();
  expect(refusable([handed("t"), handed(null)], mine, "me")).toBeNull();
});
