import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client";
import type { AgentRouting, Page, Team } from "./types";

export const TEAMS = "teams";
export const AGENT_ROUTING = "agent-routing";

export function teamsOf(storeId: string) {
  return queryOptions({
    queryKey: [TEAMS, storeId],
    queryFn: ({ signal }) => getJson<Page<Team>>(`/api/stores/${storeId}/teams`, signal),
  });
}

/** What routing knows about an agent besides duty and capacity. Only supervisors are told. */
export function routingOf(agentId: string) {
  return queryOptions({
    queryKey: [AGENT_ROUTING, agentId],
    queryFn: ({ signal }) => getJson<AgentRouting>(`/api/agents/${agentId}/routing`, signal),
    // What is being typed must not be replaced; whoever opens the form anew reads anew.
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}
