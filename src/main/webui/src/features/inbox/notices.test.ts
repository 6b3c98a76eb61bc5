import { anAccount } from "../../testing/builders";
import { anAlert } from "../../testing/health";
import { hide, noticesFor, readHidden } from "./notices";

const gone = anAlert({ kind: "NEEDS_RECONNECT", severity: "BROKEN", since: "2026-03-01T09:00:00.000Z" });
const comments = anAlert({ since: "2026-03-01T10:00:00.000Z" });
const a = anAccount({ id: "a", alerts: [comments] });
const b = anAccount({ id: "b", alerts: [gone, comments] });

it("tells agents of what is broken, and those who look after accounts of everything", () => {
  expect(noticesFor("AGENT", [a, b]).map((it) => it.kind)).toEqual(["NEEDS_RECONNECT"]);
  expect(noticesFor("SUPERVISOR", [a, b]).map((it) => it.kind)).toEqual(["NEEDS_RECONNECT", "COMMENTS_NOT_SUBSCRIBED"]);
});

it("stays hidden until another account has it too, or it begins anew", () => {
  const [first] = noticesFor("ADMIN", [a]);
  hide(first?.name ?? "");
  const shown = (accounts: Parameters<typeof noticesFor>[1]) => noticesFor("ADMIN", accounts).filter((it) => !readHidden().has(it.name));

  expect(shown([a])).toEqual([]);
  expect(shown([a, { ...b, alerts: [comments] }])).toHaveLength(1);
  expect(shown([{ ...a, alerts: [{ ...comments, since: "2026-03-02T10:00:00.000Z" }] }])).toHaveLength(1);
});
