import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { Policy } from "../../api/policies";
import { aMe, STORE } from "../../testing/builders";
import { problem } from "../../testing/FakeServer";
import { aVersion, EXAMPLE, withVersions } from "../../testing/policies";
import { aWorld, show } from "../../testing/show";

const home = `/admin/stores/${STORE.id}/routing`;
const path = `/api/stores/${STORE.id}/routing-policies`;

async function withDraft() {
  const server = await show(`${home}/1`, withVersions(aWorld(), aVersion({ note: "for Thailand" })));
  await screen.findByDisplayValue("for Thailand");
  return server;
}

const sent = (server: Awaited<ReturnType<typeof show>>, method: string) => server.requests.filter((it) => it.method === method && it.path.startsWith(path));
const names = () => [...document.querySelectorAll(".rule-title strong")].map((it) => it.textContent);

it("says in words what applies where nobody set anything up", async () => {
  await show(home, aWorld());

  expect(await screen.findByText("Nobody has set anything up, so this applies by itself.")).toBeVisible();
  expect(screen.getByText("Whoever served the customer on any of our accounts within 30 days comes first.")).toBeVisible();
  expect(await screen.findByText("No version yet. A draft changes nothing until you activate it.")).toBeVisible();
});

it("makes a draft of what applies, with a name for the rule that had none", async () => {
  const server = await show(`${home}/new`, aWorld());
  fireEvent.change(await screen.findByLabelText("Name"), { target: { value: "All of it" } });
  fireEvent.click(screen.getByRole("button", { name: "Add a rule" }));
  fireEvent.click(screen.getByRole("button", { name: "Save draft" }));

  await waitFor(() => expect(sent(server, "POST")).toHaveLength(1));
  expect((sent(server, "POST")[0]?.body["document"] as Policy).rules.map((it) => it.name)).toEqual(["All of it", "Rule 2"]);
  expect(await screen.findByRole("heading", { name: "Version 1" })).toBeVisible();
});

it("moves rules by buttons that say where they went", async () => {
  const server = await withDraft();
  fireEvent.click(screen.getByRole("button", { name: "Move “Comments” up" }));

  expect(names()).toEqual(["Comments", "Returns in Thai", "Everything"]);
  expect(screen.getByText("“Comments” is now number 1.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Move “Comments” up" })).toBeDisabled();
  expect(screen.getByRole("button", { name: "Activate" })).toBeDisabled();
  fireEvent.click(screen.getByRole("button", { name: "Save draft" }));
  await waitFor(() => expect(sent(server, "PUT")[0]?.body["revision"]).toBe(1));
  await waitFor(() => expect(screen.getByRole("button", { name: "Activate" })).toBeEnabled());
});

it("shows what the server complains of where it is", async () => {
  const server = await withDraft();
  server.on("PUT", /routing-policies\/1$/, () =>
    problem(400, "invalid-request", "Correct the fields named in errors.", { errors: [{ field: "document.rules[1].perMinute", message: "must be from 1 to 60" }] }),
  );
  fireEvent.click(screen.getByRole("button", { name: "Save draft" }));

  expect(await screen.findByText("must be from 1 to 60")).toBeVisible();
  expect(screen.getByText("One field needs correcting. It is marked below.")).toBeVisible();
  const rule = screen.getByText("Comments", { selector: "strong" }).closest("details") as HTMLDetailsElement;
  expect(rule.open).toBe(true);
  expect(within(rule).getByText("To correct")).toBeVisible();
});

it("tells whoever activates that somebody else did, and reads anew", async () => {
  const server = await withDraft();
  await screen.findByText("Version 1");
  await server.fetch(path, { method: "POST", body: JSON.stringify({ document: EXAMPLE, note: "" }) });
  await server.fetch(`${path}/2/activation`, { method: "POST", body: JSON.stringify({ revision: 1, instead: 0 }) });
  fireEvent.click(screen.getByRole("button", { name: "Activate" }));
  const dialog = await screen.findByRole("dialog");
  fireEvent.click(within(dialog).getByRole("button", { name: "Activate" }));

  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Somebody activated version 2.");
  fireEvent.click(within(dialog).getByRole("button", { name: "See what is there now" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("rehearses beside what applies", async () => {
  const server = await withDraft();
  fireEvent.click(screen.getByRole("button", { name: "Rehearse" }));

  const table = await screen.findByRole("table");
  expect(within(table).getByRole("columnheader", { name: "Today (by itself)" })).toBeVisible();
  expect(within(table).getByRole("row", { name: "Half waited no longer than 3 minutes 40 seconds 1 minute 50 seconds" })).toBeVisible();
  expect(within(table).getByRole("row", { name: "Answering windows missed 4 2" })).toBeVisible();
  expect(sent(server, "POST").at(-1)?.path).toBe(`${path}/1/rehearsals`);
});

it("says why a rehearsal is refused", async () => {
  const server = await withDraft();
  server.on("POST", /rehearsals$/, () => problem(409, "rehearsal-running", "Wait until it has ended; then begin yours."));
  fireEvent.click(screen.getByRole("button", { name: "Rehearse" }));

  expect(await screen.findByText("Wait until it has ended; then begin yours.")).toBeVisible();
});

it("is not for agents", async () => {
  await show(home, aWorld({ me: aMe({ role: "AGENT" }) }));

  expect(await screen.findByText("An admin can give you access.")).toBeVisible();
});
