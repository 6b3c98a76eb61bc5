import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { vi } from "vitest";
import { Pages } from "../app/App";
import { newQueryClient } from "../app/queryClient";
import { Toasts } from "../components/Toasts";
import { i18n } from "../i18n/i18n";
import { aDuty, aMe, anAccount, STORE } from "./builders";
import { FakeServer, type World } from "./FakeServer";
import { aHealthWorld } from "./health";

/** A shop with one account and two agents, and nothing said in it yet. */
export function aWorld(change: Partial<World> = {}): World {
  return {
    me: aMe(),
    accounts: [anAccount({ id: "account-official" })],
    conversations: [],
    messages: new Map(),
    duties: [aDuty({ agentId: "agent-me", name: "Mina" }), aDuty({ agentId: "agent-wang", name: "Wang" })],
    stores: [
      { ...STORE, operationMode: "SELF_OPERATED", probation: "PASSED", legalEntity: { name: "Huiliu", registrationNumber: "1" }, probationRecord: null, showRead: false, createdAt: "2026-01-01T00:00:00.000Z" },
    ],
    agents: [],
    parked: [],
    tokens: [],
    sessions: [],
    health: aHealthWorld(),
    ...change,
  };
}

/** The whole page at an address, with the fake server behind it. */
export async function show(path: string, world: World): Promise<FakeServer> {
  const server = new FakeServer(world, Date.now);
  const Socket = Object.assign(function () {
    return server.open();
  }, { OPEN: 1, CLOSED: 3 });
  vi.stubGlobal("WebSocket", Socket);
  vi.stubGlobal("fetch", server.fetch);
  await i18n.changeLanguage("en");
  render(
    <QueryClientProvider client={newQueryClient()}>
      <Toasts>
        <MemoryRouter initialEntries={[path]}>
          <Pages />
        </MemoryRouter>
      </Toasts>
    </QueryClientProvider>,
  );
  return server;
}
