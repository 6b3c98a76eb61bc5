import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import type { SelfTest, Subscribed, Topic } from "../../api/cockpit";
import { ACCOUNT_HEALTH, ALERTS, COCKPIT } from "../../api/healthQueries";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";

/** What an admin can do about an account; each says how it went and has the figures fetched anew. */
export function useHealthActions(accountId: string) {
  const { t } = useTranslation();
  const say = useToast();
  const words = useProblemText();
  const again = useFiguresAgain();
  const refused = (error: Error) => say(words(error), "danger");

  return {
    refresh: useMutation({
      mutationFn: () => sendJson<unknown>("POST", `/api/accounts/${accountId}/refresh`),
      onSuccess: () => {
        say(t("accountPage.refreshed"));
        return again();
      },
      onError: refused,
    }),
    readBack: useMutation({
      mutationFn: () => sendJson<unknown>("POST", `/api/accounts/${accountId}/backfill`),
      onSuccess: () => {
        say(t("accountPage.reading"));
        return again();
      },
      onError: refused,
    }),
  };
}

/** Its result stays on screen, so whoever shows it holds it. */
export function useSelfTest(accountId: string) {
  const again = useFiguresAgain();
  return useMutation({
    mutationFn: () => sendJson<SelfTest>("POST", `/api/accounts/${accountId}/self-test`),
    onSuccess: again,
  });
}

export function useSubscribe(onDone: () => void) {
  const { t } = useTranslation();
  const say = useToast();
  const again = useFiguresAgain();
  return useMutation({
    mutationFn: (topic: Topic) =>
      sendJson<Subscribed>("POST", `/api/admin/webhook-subscriptions/${topic}`),
    onSuccess: ({ overwrote }) => {
      say(overwrote ? t("subscription.doneOver", { address: overwrote }) : t("subscription.done"));
      onDone();
      return again();
    },
  });
}

function useFiguresAgain(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => Promise.all([COCKPIT, ACCOUNT_HEALTH, ALERTS].map((it) => client.invalidateQueries({ queryKey: [it] })));
}
