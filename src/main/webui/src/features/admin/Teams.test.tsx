import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { Agent, Team } from "../../api/types";
import { aDuty, aMe, anAccount, STORE } from "../../testing/builders";
import { problem, type World } from "../../testing/FakeServer";
import { aWorld, show } from "../../testing/show";

const person = (id: string, name: string, change: Partial<Agent> = {}): Agent => ({
  id, name, email: `${id}@example.com`, role: "AGENT", disabled: false, storeIds: [STORE.id], ...change,
});
const wang = person("wang", "Wang");
const joy = person("joy", "Joy", { disabled: true });
const stranger = person("far", "Far Away", { storeIds: ["store-9"] });
const thai: Team = { id: "t1", storeId: STORE.id, name: "Thai", members: ["wang"] };

const world = (change: Partial<World> = {}) =>
  aWorld({
    agents: [wang, joy, stranger],
    duties: [aDuty({ agentId: "agent-me", name: "Mina" }), aDuty({ agentId: "wang", name: "Wang", capacity: 8 })],
    teams: [thai],
    ...change,
  });

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const save = () => fireEvent.submit(screen.getByRole("button", { name: "Save" }).closest("form") as HTMLFormElement);

describe("teams", () => {
  it("show who is in them", async () => {
    await show("/admin/teams", world({ teams: [thai, { ...thai, id: "t2", name: "Night", members: [] }] }));

    const line = (await screen.findByText("Thai")).closest("li");
    await waitFor(() => expect(line).toHaveTextContent("Wang"));
    expect(line).toHaveTextContent("1 member");
    expect(screen.getByText("Night").closest("li")).toHaveTextContent("Nobody is in it");
  });

  it("are made of people who may see the store", async () => {
    const server = await show("/admin/teams", world({ teams: [] }));
    expect(await screen.findByText(/No teams yet/)).toBeVisible();
    click("Add a team");
    type("Name", "Vietnamese");
    fireEvent.click(screen.getByLabelText("Wang"));
    expect(screen.queryByLabelText("Joy")).not.toBeInTheDocument();
    expect(screen.queryByLabelText("Far Away")).not.toBeInTheDocument();
    save();

    expect(await screen.findByText("Vietnamese")).toBeVisible();
    expect(server.world.teams).toMatchObject([{ name: "Vietnamese", members: ["wang"] }]);
  });

  it("say when a name is taken, and keep what was typed", async () => {
    await show("/admin/teams", world());
    await screen.findByText("Thai");
    click("Add a team");
    type("Name", "THAI");
    save();

    expect(await screen.findByText("Choose another name.")).toBeVisible();
    expect(screen.getByLabelText("Name")).toHaveValue("THAI");
  });

  it("stay while the policy names them, and say what to do", async () => {
    const server = await show("/admin/teams", world());
    server.on("DELETE", /^\/api\/teams\/t1$/, () => problem(409, "team-in-policy", "Take it out of the policy first."));
    await screen.findByText("Thai");
    click("Delete");
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Delete" }));

    expect(await screen.findByText("Take it out of the policy first.")).toBeVisible();
    expect(screen.getByText("Thai")).toBeVisible();
  });

  it("are read anew when somebody else changes them", async () => {
    const server = await show("/admin/teams", world());
    await screen.findByText("Thai");
    server.world.teams = [{ ...thai, name: "ไทย" }];
    server.tell({ type: "team.changed", teamId: "t1" });

    expect(await screen.findByText("ไทย")).toBeVisible();
  });

  it("say what went wrong, and try again", async () => {
    const server = await show("/admin/teams", world({ me: aMe({ role: "SUPERVISOR" }) }));
    await screen.findByText("Thai");
    server.on("GET", /^\/api\/stores\/[^/]+\/teams$/, () => problem(404, "unknown-store", "Gone."));
    server.tell({ type: "team.changed", teamId: "t1" });

    // What was read before stays on the screen.
    await waitFor(() => expect(server.requests.filter((it) => it.path.endsWith("/teams"))).not.toHaveLength(1));
    expect(screen.getByText("Thai")).toBeVisible();
  });
});

describe("an agent's work", () => {
  const accounts = [anAccount({ id: "one", handle: "one" }), anAccount({ id: "two", handle: "two", role: "CHANNEL" })];

  async function openWork(change: Partial<World> = {}) {
    const server = await show(
      "/admin/agents",
      world({ accounts, me: aMe({ role: "SUPERVISOR" }), routing: [{ agentId: "wang", skills: ["gold"], languages: ["th"], limits: [{ accountId: "one", most: 4, open: 3 }] }], ...change }),
    );
    fireEvent.click(await screen.findByRole("button", { name: "Work" }));
    return server;
  }

  it("is what they can do, which languages they speak and how much they take", async () => {
    const server = await openWork();
    expect(await screen.findByRole("button", { name: "Remove gold" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Remove Thai" })).toBeVisible();
    expect(screen.getByText("Has 3 now")).toBeVisible();

    type("Capacity", "12");
    type("Add a skill", "Refunds ");
    fireEvent.keyDown(screen.getByLabelText("Add a skill"), { key: "Enter" });
    click("Remove gold");
    type("Add a language", "vi");
    type("At most from @one", "2");
    type("Limit an account", "two");
    save();

    expect(await screen.findByText("Saved. It counts at once.")).toBeVisible();
    expect(server.requests.filter((it) => it.method === "PUT").map((it) => [it.path, it.body])).toEqual([
      ["/api/agents/wang/capacity", { capacity: 12 }],
      ["/api/agents/wang/routing", { skills: ["refunds"], languages: ["th", "vi"], limits: [{ accountId: "one", most: 2 }, { accountId: "two", most: 3 }] }],
    ]);
  });

  it("is offered only for people with whom one shares a store", async () => {
    await openWork();

    expect(screen.getAllByRole("button", { name: "Work", hidden: true })).toHaveLength(1);
  });

  it("says why it cannot be shown", async () => {
    const server = await show("/admin/agents", world());
    server.on("GET", /^\/api\/agents\/wang\/routing$/, () => problem(403, "not-allowed", "Ask an admin."));
    fireEvent.click(await screen.findByRole("button", { name: "Work" }));

    expect(await screen.findByText("You cannot see this")).toBeVisible();
  });
});

describe("pausing an account", () => {
  it("is a switch on its page and a mark in the inbox", async () => {
    const one = anAccount({ id: "one", handle: "one" });
    const server = await show("/health/one", world({ accounts: [one], me: aMe({ role: "SUPERVISOR" }) }));
    const toggle = await screen.findByRole("switch", { name: "Assign automatically" });
    expect(toggle).toBeChecked();
    fireEvent.click(toggle);

    expect(await screen.findByText(/Paused since/)).toBeVisible();
    expect(server.requests.some((it) => it.method === "PUT" && it.path === "/api/accounts/one/routing-pause")).toBe(true);
    fireEvent.click(screen.getByRole("switch", { name: "Assign automatically" }));
    expect(await screen.findByText("Conversations are given to agents by themselves.")).toBeVisible();
  });

  it("shows in the inbox", async () => {
    await show("/inbox", world({ accounts: [anAccount({ id: "one", handle: "one", routingPausedAt: "2026-03-01T10:00:00.000Z" })] }));

    expect(await screen.findByRole("img", { name: "Automatic assignment is paused" })).toBeVisible();
  });
});
