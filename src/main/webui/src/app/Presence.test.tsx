import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { aConversation, aDuty, aMessage, STORE } from "../testing/builders";
import { aWorld, show } from "../testing/show";

const ana = aConversation({ id: "ana" });
const until = new Date(Date.now() + 60_000).toISOString();

const world = () =>
  aWorld({
    conversations: [{ ...ana }],
    messages: new Map([["ana", [aMessage({ id: "m1", conversationId: "ana" })]]]),
    duties: [
      aDuty({ agentId: "agent-me", name: "Mina", followsShifts: true, until }),
      aDuty({ agentId: "kai", name: "Kai" }),
      aDuty({ agentId: "ida", name: "Ida", connected: false }),
      aDuty({ agentId: "joy", name: "Joy", duty: "AWAY" }),
    ],
    agents: [{ id: "kai", email: "kai@example.com", name: "Kai", role: "AGENT", disabled: false, storeIds: [STORE.id] }],
  });

const open = (element: HTMLElement) => fireEvent.keyDown(element, { key: "Enter" });

describe("duty", () => {
  it("is chosen by keyboard from four states, and says until when it holds", async () => {
    const server = await show("/inbox", world());
    open(await screen.findByRole("button", { name: /^Your duty: On duty, Until \S.* by your shifts$/ }));

    const choices = await screen.findAllByRole("menuitemradio");
    expect(choices.map((it) => it.textContent?.match(/^(On duty|Busy|Away|Off duty)/)?.[0])).toEqual(["On duty", "Busy", "Away", "Off duty"]);
    fireEvent.keyDown(choices[1] as HTMLElement, { key: "Enter" });

    expect(await screen.findByRole("button", { name: /^Your duty: Busy/ })).toBeVisible();
    expect(server.requests).toContainEqual({ method: "PUT", path: "/api/me/duty", body: { duty: "BUSY" } });
  });

  it.each(["Conversations", "Conversation"])("is offered where somebody off duty waits for work: %s", async (place) => {
    const server = await show("/inbox", aWorld({ duties: [aDuty({ agentId: "agent-me", name: "Mina", duty: "OFF" })] }));

    const region = within(await screen.findByRole("region", { name: place }));
    fireEvent.click(await region.findByRole("button", { name: "Go on duty" }));

    expect(await screen.findByRole("button", { name: /^Your duty: On duty/ })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Go on duty" })).toBeNull();
    expect(server.requests).toContainEqual({ method: "PUT", path: "/api/me/duty", body: { duty: "ON" } });
  });

  it("of colleagues is said where work is assigned, those who take it first", async () => {
    await show("/inbox/ana", world());
    open(await screen.findByRole("button", { name: /Assign/ }));

    const items = within(await screen.findByRole("menu")).getAllByRole("menuitem").slice(-4);
    expect(items.map((it) => it.textContent)).toEqual([
      expect.stringMatching(/Mina.*On duty/),
      expect.stringMatching(/Kai.*On duty/),
      expect.stringMatching(/Ida.*Not connected/),
      expect.stringMatching(/Joy.*Away/),
    ]);
  });
});

describe("attention", () => {
  it("is told while the page is in front of somebody", async () => {
    const server = await show("/inbox/ana", world());
    await waitFor(() => expect(server.heard.at(-1)).toEqual({ type: "looking", conversation: "ana" }));

    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    act(() => void document.dispatchEvent(new Event("visibilitychange")));
    expect(server.heard.at(-1)).toEqual({ type: "looking", conversation: null });
    vi.restoreAllMocks();
    act(() => void document.dispatchEvent(new Event("visibilitychange")));
    expect(server.heard.at(-1)).toEqual({ type: "looking", conversation: "ana" });
  });

  it("of colleagues is shown as it comes and goes, one's own is not", async () => {
    const server = await show("/inbox/ana", world());
    await screen.findByRole("button", { name: /Assign/ });

    act(() => server.tell({ type: "attention.changed", conversationId: "ana", agentIds: ["agent-me", "kai", "joy"] }));
    expect(await screen.findByText("Kai and Joy are looking at this")).toBeVisible();

    act(() => server.tell({ type: "attention.changed", conversationId: "ana", agentIds: ["agent-me"] }));
    await waitFor(() => expect(screen.queryByText(/looking at this/)).toBeNull());
  });
});

describe("shifts", () => {
  it("are planned for somebody, and one past midnight says so", async () => {
    const server = await show("/admin/agents", world());
    fireEvent.click(await screen.findByRole("button", { name: "Shifts" }));
    fireEvent.click(await screen.findByRole("button", { name: "Add a shift" }));
    fireEvent.change(screen.getByLabelText("Begins on Monday"), { target: { value: "22:00" } });
    fireEvent.change(screen.getByLabelText("Ends, Monday"), { target: { value: "06:00" } });
    expect(screen.getByText("→ next day")).toBeVisible();
    fireEvent.click(screen.getByRole("checkbox", { name: /Duty follows the shifts/ }));
    fireEvent.submit(screen.getByRole("button", { name: "Save" }).closest("form") as HTMLFormElement);

    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.requests).toContainEqual({
      method: "PUT",
      path: "/api/agents/kai/shifts",
      body: { follows: true, shifts: [{ weekday: "MONDAY", starts: "22:00", ends: "06:00", zone: STORE.timeZone }] },
    });
  });
});
