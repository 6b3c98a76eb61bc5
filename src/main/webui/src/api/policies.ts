import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getJson, withQuery } from "./client";
import type { components } from "./schema";
import type { Page } from "./types";

type Schemas = components["schemas"];
export type Policy = Schemas["Policy"];
export type PolicyVersion = Schemas["PolicyView"];
export type ActivePolicy = Schemas["Active"];
export type Rule = Schemas["Rule"];
export type AbsenceRule = Schemas["AbsenceRule"];
export type Absence = (typeof ABSENCES)[number];
export type Rehearsal = Schemas["Rehearsal"];
export type Figures = Schemas["Figures"];

export const ABSENCES = ["GONE", "AWAY", "BUSY", "OFF"] as const;
export const ORDERS = ["LONGEST_WAITING", "WINDOW_FIRST", "SLA_FIRST", "VIP_FIRST"] as const satisfies readonly Rule["order"][number][];
export const CHOICES = ["LEAST_LOADED", "ROUND_ROBIN", "WEIGHTED"] as const satisfies readonly Rule["choose"][];
export const LANGUAGE_USES = ["IGNORE", "PREFER", "REQUIRE"] as const satisfies readonly Rule["language"][];
export const SURFACES = ["DM", "COMMENT", "SHOP_CHAT"] as const satisfies readonly Rule["when"]["surfaces"][number][];

/** All that is known of a store's policies begins with it. */
export const POLICIES = "routing-policies";

export function policiesPath(storeId: string, version?: number | "active"): string {
  return `/api/stores/${storeId}/routing-policies${version === undefined ? "" : `/${version}`}`;
}

export function activePolicy(storeId: string) {
  return queryOptions({
    queryKey: [POLICIES, storeId, "active"],
    queryFn: ({ signal }) => getJson<ActivePolicy>(policiesPath(storeId, "active"), signal),
  });
}

export function policyVersions(storeId: string) {
  return infiniteQueryOptions({
    queryKey: [POLICIES, storeId, "versions"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<PolicyVersion>>(withQuery(policiesPath(storeId), { limit: 25, after: pageParam }), signal),
    getNextPageParam: (last) => last.next,
  });
}

export function policyVersion(storeId: string, version: number) {
  return queryOptions({
    queryKey: [POLICIES, storeId, version],
    queryFn: ({ signal }) => getJson<PolicyVersion>(policiesPath(storeId, version), signal),
  });
}
