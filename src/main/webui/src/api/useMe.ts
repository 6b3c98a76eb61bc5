import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { sendJson } from "./client";
import { myself } from "./queries";
import type { Me, Settings } from "./types";

/** Whoever is logged in. Only below the part of the page that waits for the answer. */
export function useMe(): Me {
  return useSuspenseQuery(myself).data;
}

export function useSettings() {
  const me = useMe();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (settings: Settings) => sendJson<Settings>("PATCH", "/api/me/settings", settings),
    // Shown at once and taken back if refused: a switch that waits for the network feels broken.
    onMutate: (settings) => {
      const before = client.getQueryData(myself.queryKey);
      client.setQueryData(myself.queryKey, (it) => it && { ...it, settings: { ...it.settings, ...settings } });
      return before;
    },
    onSuccess: (settings) => client.setQueryData(myself.queryKey, (it) => it && { ...it, settings }),
    onError: (_error, _settings, before) => client.setQueryData(myself.queryKey, before),
  });
  return { settings: me.settings, change };
}
