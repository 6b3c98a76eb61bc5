import type { Figures, Policy, PolicyVersion, Rehearsal, Rule } from "../api/policies";
import { ok, page, problem } from "./answers";
import type { FakeServer, World } from "./FakeServer";

export function aRule(change: Partial<Rule> = {}): Rule {
  return {
    name: "Everything",
    when: { accounts: [], surfaces: [], labels: [], languages: [] },
    team: null,
    order: ["LONGEST_WAITING"],
    choose: "LEAST_LOADED",
    sticky: { within: "PT720H", acrossAccounts: true, waitFor: "PT0S" },
    language: "PREFER",
    skills: [],
    overflow: null,
    perMinute: null,
    firstReplyWithin: null,
    ...change,
  };
}

const DEFAULT: Policy = { rules: [aRule({ name: "" })], vipLabels: ["VIP"], absences: {} };

export const EXAMPLE: Policy = {
  rules: [
    aRule({
      name: "Returns in Thai",
      when: { accounts: [], surfaces: ["DM"], labels: ["return", "refund"], languages: ["th"] },
      team: "t1",
      order: ["VIP_FIRST", "WINDOW_FIRST"],
      language: "REQUIRE",
      skills: ["refunds"],
      overflow: { after: "PT5M", team: null },
      firstReplyWithin: "PT10M",
    }),
    aRule({ name: "Comments", when: { accounts: [], surfaces: ["COMMENT"], labels: [], languages: [] }, team: "t2", choose: "ROUND_ROBIN", sticky: null, perMinute: 4 }),
    aRule(),
  ],
  vipLabels: ["VIP", "Gold"],
  absences: { GONE: { then: "QUEUE", after: "PT5M", team: null }, OFF: { then: "TEAM", after: "PT30M", team: "t1" } },
};

export function aVersion(change: Partial<PolicyVersion> = {}): PolicyVersion {
  return {
    version: 1,
    state: "DRAFT",
    revision: 1,
    note: "",
    document: EXAMPLE,
    createdBy: "agent-me",
    createdByName: "Mina",
    createdAt: "2026-11-20T08:00:00.000Z",
    activatedAt: null,
    ...change,
  };
}

function figures(version: number, faster: number): Figures {
  const histogram = [10, 60, 300, 900, 3_600, 14_400, 86_400, null].map((seconds, index) => ({
    seconds,
    conversations: Math.round(Math.max(0, 300 - index * 48) / (1 + Math.abs(index - 3 + faster))),
  }));
  const assigned = histogram.reduce((sum, it) => sum + it.conversations, 0);
  return {
    version,
    conversations: assigned + 4,
    assigned,
    neverAssigned: 4,
    overflowed: 31 * faster,
    windowsMissed: 6 - 2 * faster,
    promised: faster > 1 ? assigned : 0,
    late: faster > 1 ? 38 : 0,
    waiting: { p50: 220 / faster, p90: 1_400 / faster, p95: 2_600 / faster, max: 9_800 / faster, histogram },
    fairness: 0.71 + faster * 0.11,
    shares: [
      { agentId: "wang", name: "Wang Lei", conversations: Math.round(assigned * 0.42) },
      { agentId: "lin", name: "Lin Yue", conversations: Math.round(assigned * 0.33) },
      { agentId: "joy", name: "Joy Cruz", conversations: Math.round(assigned * 0.25) },
    ],
  };
}

const begun = new WeakMap<World, PolicyVersion[]>();

/** The world with these versions, newest first. */
export function withVersions(world: World, ...versions: PolicyVersion[]): World {
  begun.set(world, versions);
  const storeId = world.stores[0]?.id ?? "";
  world.teams ??= ["Care", "Sales"].map((name, index) => ({ id: `t${index + 1}`, storeId, name, members: [] }));
  return world;
}

/** What the fake server knows about routing policies. Without a word it is nothing but what holds by itself. */
export function definePolicies(server: FakeServer, now: () => number): void {
  let versions = begun.get(server.world) ?? [];
  const at = (match: RegExpMatchArray) => versions.find((it) => it.version === Number(match[1]));
  const active = () => versions.find((it) => it.state === "ACTIVE");
  const change = (it: PolicyVersion) => {
    versions = versions.map((other) => (other.version === it.version ? it : other));
    return ok(it);
  };
  const one = /^\/api\/stores\/[^/]+\/routing-policies\/(\d+)$/;
  const unknown = problem(404, "unknown-routing-policy", "Read the list again.");

  server.on("GET", /^\/api\/stores\/[^/]+\/routing-policies$/, () => page(versions));
  server.on("GET", /^\/api\/stores\/[^/]+\/routing-policies\/active$/, () => {
    const it = active();
    return ok({ version: it?.version ?? 0, policy: it?.document ?? DEFAULT });
  });
  server.on("POST", /^\/api\/stores\/[^/]+\/routing-policies$/, (_, __, body) => {
    const it = aVersion({ version: versions.length + 1, document: body["document"] as Policy, note: String(body["note"]), createdAt: new Date(now()).toISOString() });
    versions = [it, ...versions];
    return { status: 201, body: it };
  });
  server.on("GET", one, (match) => {
    const it = at(match);
    return it ? ok(it) : unknown;
  });
  server.on("PUT", one, (match, _, body) => {
    const it = at(match);
    return it ? change({ ...it, document: body["document"] as Policy, note: String(body["note"]), revision: it.revision + 1 }) : unknown;
  });
  server.on("DELETE", one, (match) => {
    versions = versions.filter((it) => it !== at(match));
    return { status: 204 };
  });
  server.on("POST", /^\/api\/stores\/[^/]+\/routing-policies\/(\d+)\/activation$/, (match, _, body) => {
    const it = at(match);
    if (!it) return unknown;
    const before = active();
    if ((before?.version ?? 0) !== body["instead"]) return problem(409, "routing-policy-changed", `Somebody activated version ${before?.version}. Look at it before you replace it.`);
    if (before) change({ ...before, state: "PAST" });
    return change({ ...it, state: "ACTIVE", activatedAt: new Date(now()).toISOString() });
  });
  server.on("POST", /^\/api\/stores\/[^/]+\/routing-policies\/(\d+)\/rehearsals$/, (match, _, body) => {
    const result: Rehearsal = {
      from: String(body["from"]),
      to: String(body["to"]),
      agents: 3,
      assumedAgents: 1,
      today: figures(active()?.version ?? 0, 1),
      draft: figures(Number(match[1]), 2),
    };
    return ok(result);
  });
}

