import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { duties } from "./queries";
import type { Duty } from "./types";

/** Everybody who may answer in my stores, with whether they are on duty and how much they have. */
export function useColleagues(): { list: readonly Duty[]; byId: ReadonlyMap<string, Duty> } {
  const { data } = useQuery(duties);
  return useMemo(() => {
    const list = data?.items ?? [];
    return { list, byId: new Map(list.map((it) => [it.agentId, it])) };
  }, [data]);
}
