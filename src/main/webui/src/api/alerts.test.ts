import { anAccount } from "../testing/builders";
import { anAlert } from "../testing/health";
import { groupAlerts } from "./alerts";

const gone = anAlert({ kind: "NEEDS_RECONNECT", severity: "BROKEN" });
const quiet = anAlert({ kind: "SILENT" });
const comments = anAlert();

it("says the same thing about many accounts once", () => {
  const groups = groupAlerts([anAccount({ alerts: [comments] }), anAccount({ alerts: [comments, quiet] })]);

  expect(groups.map((it) => [it.kind, it.entries.length])).toEqual([
    ["COMMENTS_NOT_SUBSCRIBED", 2],
    ["SILENT", 1],
  ]);
});

it("puts what is broken before what is worth a look", () => {
  const stopped = anAlert({ kind: "QUOTA_USED_UP", severity: "BROKEN" });

  expect(groupAlerts([anAccount({ alerts: [quiet, comments, stopped, gone] })]).map((it) => it.kind)).toEqual([
    "NEEDS_RECONNECT",
    "QUOTA_USED_UP",
    "COMMENTS_NOT_SUBSCRIBED",
    "SILENT",
  ]);
});

it("has nothing to say about accounts that are well", () => {
  expect(groupAlerts([anAccount({ alerts: [] }), anAccount()])).toEqual([]);
});
