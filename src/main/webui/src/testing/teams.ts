import type { AgentRouting, Team } from "../api/types";
import { ok, page, problem } from "./answers";
import type { FakeServer } from "./FakeServer";

/** Teams, what agents know, and pauses, as the real server would answer. */
export function defineTeams(server: FakeServer, now: () => number): void {
  const { world } = server;
  const teams = () => (world.teams ??= []);
  const routing = () => (world.routing ??= []);
  const taken = (name: unknown, storeId: string, except?: string) =>
    teams().some((it) => it.storeId === storeId && it.id !== except && it.name.toLowerCase() === String(name).toLowerCase());
  const refused = problem(409, "team-name-taken", "Choose another name.");

  server.on("GET", /^\/api\/stores\/([^/]+)\/teams$/, (match) => page(teams().filter((it) => it.storeId === match[1])));
  server.on("POST", /^\/api\/stores\/([^/]+)\/teams$/, (match, _, body) => {
    const [, storeId = ""] = match;
    if (taken(body["name"], storeId)) return refused;
    const team = { ...body, id: `team-${teams().length + 1}`, storeId } as Team;
    world.teams = [...teams(), team];
    return { status: 201, body: team };
  });
  server.on("PUT", /^\/api\/teams\/([^/]+)$/, (match, _, body) => {
    const team = teams().find((it) => it.id === match[1]);
    if (!team) return problem(404, "unknown-team", "Read the store's teams again.");
    if (taken(body["name"], team.storeId, team.id)) return refused;
    Object.assign(team, body);
    return ok(team);
  });
  server.on("DELETE", /^\/api\/teams\/([^/]+)$/, (match) => {
    world.teams = teams().filter((it) => it.id !== match[1]);
    return { status: 204 };
  });

  const of = (agentId = ""): AgentRouting => routing().find((it) => it.agentId === agentId) ?? { agentId, skills: [], languages: [], limits: [] };
  server.on("GET", /^\/api\/agents\/([^/]+)\/routing$/, (match) => ok(of(match[1])));
  server.on("PUT", /^\/api\/agents\/([^/]+)\/routing$/, (match, _, body) => {
    const before = of(match[1]);
    const limits = (body["limits"] as { accountId: string; most: number }[]).map((it) => ({
      ...it,
      open: before.limits.find((other) => other.accountId === it.accountId)?.open ?? 0,
    }));
    const after = { ...before, ...body, limits } as AgentRouting;
    world.routing = [...routing().filter((it) => it.agentId !== after.agentId), after];
    return ok(after);
  });
  server.on("PUT", /^\/api\/agents\/([^/]+)\/capacity$/, (match, _, body) => {
    const duty = world.duties.find((it) => it.agentId === match[1]);
    if (!duty) return problem(404, "unknown-agent", "There is no such agent.");
    duty.capacity = Number(body["capacity"]);
    return ok(duty);
  });

  for (const method of ["PUT", "DELETE"]) {
    server.on(method, /^\/api\/accounts\/([^/]+)\/routing-pause$/, (match) => {
      const account = world.accounts.find((it) => it.id === match[1]);
      if (!account) return problem(404, "unknown-account", "There is no such account.");
      account.routingPausedAt = method === "PUT" ? new Date(now()).toISOString() : null;
      return ok(account);
    });
  }
}
