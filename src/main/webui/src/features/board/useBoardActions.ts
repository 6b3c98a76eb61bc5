import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { BOARD } from "../../api/handoverQueries";
import type { Duty } from "../../api/types";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";

interface Rebalancing {
  store: string;
  from: string;
  agentId?: string | undefined;
  teamId?: string | undefined;
  unansweredOnly: boolean;
}

/** What a supervisor can do from the board; each has it counted anew. */
export function useBoardActions() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const words = useProblemText();
  const again = () => client.invalidateQueries({ queryKey: [BOARD] });
  const refused = (error: Error) => say(words(error), "danger");
  return {
    pause: useMutation({
      mutationFn: ({ accountId, paused }: { accountId: string; paused: boolean }) =>
        sendJson<unknown>(paused ? "PUT" : "DELETE", `/api/accounts/${accountId}/routing-pause`),
      onSuccess: (_, { paused }) => {
        say(t(paused ? "boardPage.nowPaused" : "boardPage.nowResumed"));
        return again();
      },
      onError: refused,
    }),
    setDuty: useMutation({
      mutationFn: ({ agentId, duty }: { agentId: string; name: string; duty: Duty["duty"] }) =>
        sendJson<unknown>("PUT", `/api/agents/${agentId}/duty`, { duty }),
      onSuccess: (_, { name, duty }) => {
        say(t("boardPage.dutySet", { name, duty: t(`duty.${duty}`) }));
        return again();
      },
      onError: refused,
    }),
    setCapacity: useMutation({
      mutationFn: ({ agentId, capacity }: { agentId: string; capacity: number }) =>
        sendJson<Duty>("PUT", `/api/agents/${agentId}/capacity`, { capacity }),
      onSuccess: again,
    }),
    rebalance: useMutation({
      mutationFn: (body: Rebalancing) => sendJson<{ moved: number }>("POST", "/api/routing/rebalancing", { ...body }),
      onSuccess: ({ moved }) => {
        say(t("boardPage.moved", { count: moved }));
        return again();
      },
    }),
  };
}
