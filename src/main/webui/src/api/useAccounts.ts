import { useQueries } from "@tanstack/react-query";
import { accountName } from "./accountName";
import { accountsOf } from "./queries";
import type { Account } from "./types";
import { useMe } from "./useMe";

/** The accounts of all my stores, by id, official ones first. */
export function useAccounts() {
  const { stores } = useMe();
  return useQueries({
    queries: stores.map((it) => accountsOf(it.id)),
    combine: (results) => {
      const list = results
        .flatMap((it) => it.data?.items ?? [])
        .filter((it) => it.state !== "UNBOUND")
        .toSorted((a, b) => (a.role === b.role ? accountName(a).localeCompare(accountName(b)) : a.role === "OFFICIAL" ? -1 : 1));
      return {
        list: list as readonly Account[],
        byId: new Map(results.flatMap((it) => it.data?.items ?? []).map((it) => [it.id, it])),
        pending: results.some((it) => it.isPending),
        error: results.find((it) => it.error)?.error ?? null,
      };
    },
  });
}
