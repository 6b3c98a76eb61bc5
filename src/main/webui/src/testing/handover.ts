import type { Board, Candidate, Conversation, Decision, Duty } from "../api/types";
import { ok } from "./answers";
import type { FakeServer } from "./FakeServer";

const HOUR = 3_600_000;

export function aCandidate(change: Partial<Candidate> = {}): Candidate {
  return {
    agentId: "li",
    name: "Li",
    verdict: "ELIGIBLE",
    load: 300,
    capacity: 800,
    score: 300,
    duty: "ON",
    dutySince: new Date(Date.now() - 3 * HOUR).toISOString(),
    connected: true,
    seenAt: new Date().toISOString(),
    ...change,
  };
}

export function aDecision(change: Partial<Decision> = {}): Decision {
  return {
    id: "decision",
    at: new Date().toISOString(),
    outcome: "ASSIGNED",
    rule: "",
    policyVersion: 0,
    agentId: "li",
    agentName: "Li",
    team: null,
    decidedBy: null,
    decidedByName: null,
    reasons: [],
    candidates: [],
    others: 0,
    ...change,
  };
}

/** What the fake server says of transfers, explanations and the board. */
export function defineHandover(server: FakeServer, now: () => number): void {
  const { world } = server;
  const at = (ago: number) => new Date(now() - ago).toISOString();

  const queueOf = (waiting: readonly Conversation[]): Board["queue"] => {
    const since = waiting.map((it) => it.waitingSince ?? it.lastActivityAt).toSorted();
    const soon = waiting.filter((it) => {
      const left = Date.parse(it.window?.expiresAt ?? "") - now();
      return left > 0 && left < 2 * HOUR;
    });
    return {
      length: waiting.length,
      unanswered: waiting.length,
      longestSince: since[0] ?? null,
      medianSince: since[Math.floor((since.length - 1) / 2)] ?? null,
      closing: soon.length,
    };
  };
  server.on("GET", /^\/api\/routing\/board$/, (_, query) => {
    const open = world.conversations.filter((it) => it.status === "OPEN" && it.storeId === query.get("store"));
    const waiting = open.filter((it) => it.assigneeId === null);
    const third = Math.floor(waiting.length / 3);
    const [team] = world.teams ?? [];
    const board: Board = {
      at: at(0),
      queue: queueOf(waiting),
      accounts: world.accounts
        .filter((it) => it.storeId === query.get("store"))
        .map(({ id, routingPausedAt }) => ({
          accountId: id,
          queue: queueOf(waiting.filter((it) => it.accountId === id)),
          pausedAt: routingPausedAt,
          pausedBy: routingPausedAt ? (world.me?.name ?? null) : null,
        })),
      teams: [
        { teamId: null, name: null, queue: queueOf(team ? waiting.slice(third) : waiting) },
        ...(team ? [{ teamId: team.id, name: team.name, queue: queueOf(waiting.slice(0, third)) }] : []),
      ],
      agents: world.duties.map((duty, index) => {
        const own = open.filter((it) => it.assigneeId === duty.agentId);
        return { duty, open: own.length, unanswered: own.filter((it) => it.unread > 0).length, assignedLastHour: index === 3 ? 0 : 5 - index, seenAt: index === 3 ? null : at(index * 40_000) };
      }),
    };
    return ok(board);
  });
  const change = (agentId: string | undefined, to: Partial<Duty>) => {
    world.duties = world.duties.map((it) => (it.agentId === agentId ? { ...it, ...to } : it));
    const duty = world.duties.find((it) => it.agentId === agentId);
    if (duty) server.tell({ type: "duty.changed", duty });
    return ok(duty);
  };
  server.on("PUT", /^\/api\/agents\/([^/]+)\/duty$/, (match, _, body) => change(match[1], { duty: body["duty"] as Duty["duty"], since: at(0) }));
  server.on("POST", /^\/api\/routing\/rebalancing$/, (_, __, body) => {
    const moved = world.conversations.filter((it) => it.assigneeId === body["from"] && it.status === "OPEN" && (!body["unansweredOnly"] || it.unread > 0));
    for (const it of moved) server.change(it.id, { assigneeId: (body["agentId"] as string | undefined) ?? null });
    return ok({ moved: moved.length });
  });
  server.on("GET", /^\/api\/conversations\/([^/]+)\/routing$/, (match) => {
    const found = world.conversations.find((it) => it.id === match[1]);
    const waits = found?.status === "OPEN" && found.assigneeId === null;
    const candidates = [
      aCandidate({ agentId: "lin", name: "Lin Yue", verdict: "AT_CAPACITY", load: 1_800, capacity: 1_800 }),
      aCandidate({ agentId: "wang", name: "Wang Lei", verdict: "NOT_CONNECTED", connected: false, seenAt: at(HOUR / 4), load: 1_240, capacity: 2_000 }),
      aCandidate({ agentId: "joy", name: "Joy Cruz", verdict: "OFF_DUTY", duty: "OFF", dutySince: at(2 * HOUR), load: 200, capacity: 2_000 }),
    ];
    const given = aDecision({
      id: "given",
      at: at(2_890 * 60_000),
      agentId: world.me?.id ?? null,
      agentName: world.me?.name ?? null,
      rule: "Thai customers",
      policyVersion: 3,
      reasons: ["LAST_SERVED", "SPEAKS_LANGUAGE"],
      candidates: [aCandidate({ agentId: world.me?.id ?? "me", name: world.me?.name ?? "Me" }), ...candidates],
      others: 14,
    });
    const items = waits ? [aDecision({ id: "vain", at: at(60_000), outcome: "NOBODY", agentId: null, agentName: null, candidates, others: 2 }), given] : [given];
    return ok({ queue: waits ? { queuedAt: at(HOUR), team: null, pausedAt: world.accounts.find((it) => it.id === found.accountId)?.routingPausedAt ?? null } : null, items, next: null });
  });
}
