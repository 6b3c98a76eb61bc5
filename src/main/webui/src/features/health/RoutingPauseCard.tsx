import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import type { Account } from "../../api/types";
import { Switch } from "../../components/Switch";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { shortDateTime } from "../../lib/time";
import { useRealtime } from "../../realtime/RealtimeProvider";

/** Whether conversations of the account are given to agents by themselves. */
export function RoutingPauseCard({ account }: { account: Account }) {
  const { t, i18n } = useTranslation();
  const say = useToast();
  const words = useProblemText();
  const { told } = useRealtime();
  const since = account.routingPausedAt;
  const turn = useMutation({
    mutationFn: (on: boolean) => sendJson<Account>(on ? "DELETE" : "PUT", `/api/accounts/${account.id}/routing-pause`),
    onSuccess: (changed) => {
      told({ type: "account.changed", account: changed });
      say(t(changed.routingPausedAt ? "routingPause.paused" : "routingPause.resumed"));
    },
    onError: (error) => say(words(error), "danger"),
  });
  return (
    <section className="section">
      <header>
        <h2>{t("routingPause.title")}</h2>
      </header>
      <div className="card private-replies">
        <p>{t("routingPause.lead")}</p>
        <div className="private-switch" role="status">
          <Switch label={t("routingPause.on")} checked={!since} disabled={turn.isPending} onChange={(on) => turn.mutate(on)} />
          <span>{since ? t("routingPause.since", { time: shortDateTime(since, i18n.language) }) : t("routingPause.runs")}</span>
        </div>
      </div>
    </section>
  );
}
