import { useQuery } from "@tanstack/react-query";
import { CircleCheck, ListChecks, Store } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { groupAlerts } from "../../api/alerts";
import type { Cockpit } from "../../api/cockpit";
import { cockpit as cockpitQuery } from "../../api/healthQueries";
import { useMe } from "../../api/useMe";
import { Callout } from "../../components/Callout";
import { NotForYou } from "../../components/NotForYou";
import { ErrorState, State } from "../../components/State";
import { fromNow } from "../../lib/span";
import { useNow } from "../../lib/useNow";
import { AlertCards } from "./AlertCards";
import { HealthSkeleton } from "./HealthSkeleton";
import { ServerLine } from "./ServerLine";
import { StoreBoard } from "./StoreBoard";
import { Subscribing } from "./Subscribing";
import { SubscriptionsCard } from "./SubscriptionsCard";
import "./health.css";

/** Every store and account at a glance: calm while all is well, and plain about what is not. */
export function HealthPage() {
  const me = useMe();
  if (me.role === "AGENT") return <NotForYou />;
  return <Shown mayAct={me.role === "ADMIN"} />;
}

function Shown({ mayAct }: { mayAct: boolean }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const query = useQuery(cockpitQuery);
  return (
    <main className="page">
      <div className="page-inner page-board">
        <div className="page-bar health-head">
          <div>
            <h1>{t("nav.health")}</h1>
            <p>
              {t("healthPage.lead")}
              {query.data?.checkedAt && (
                <span className="faint number"> · {t("healthPage.checked", { time: fromNow(query.data.checkedAt, now, i18n.language) })}</span>
              )}
            </p>
          </div>
          {mayAct && (
            <Link className="button button-secondary" to="/checklist">
              <ListChecks size={15} aria-hidden="true" />
              {t("healthPage.toChecklist")}
            </Link>
          )}
        </div>
        {query.isPending && <HealthSkeleton />}
        {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isError && query.data && <Callout tone="warn">{t("healthPage.stale")}</Callout>}
        {query.data && <Board cockpit={query.data} mayAct={mayAct} />}
      </div>
    </main>
  );
}

function Board({ cockpit: { stores, subscriptions, server }, mayAct }: { cockpit: Cockpit; mayAct: boolean }) {
  const { t } = useTranslation();
  const accounts = stores.flatMap((it) => it.accounts.map(({ account }) => account)).filter((it) => it.state !== "UNBOUND");
  const groups = groupAlerts(accounts);
  const troubled = new Set(groups.flatMap((it) => it.entries.map(({ account }) => account.id))).size;
  if (stores.length === 0) {
    return (
      <State icon={Store} title={t("healthPage.noStores")}>
        <p>{t("healthPage.noStoresLead")}</p>
        {mayAct && (
          <Link className="button button-primary" to="/checklist">
            {t("healthPage.toChecklist")}
          </Link>
        )}
      </State>
    );
  }
  return (
    <Subscribing subscriptions={subscriptions}>
      <section className="section" aria-label={t("healthPage.alerts")}>
        <div role="status" className="health-summary">
          {groups.length > 0 && <h2>{t("healthPage.alertCount", { count: troubled })}</h2>}
          {groups.length === 0 && accounts.length > 0 && (
            <p className="all-well">
              <CircleCheck size={18} aria-hidden="true" />
              <span>
                <strong>{t("healthPage.allWell")}</strong> {t("healthPage.allWellLead")}
              </span>
            </p>
          )}
        </div>
        {groups.length > 0 && (
          <>
            {!mayAct && <p className="faint">{t("healthPage.askAdmin")}</p>}
            <AlertCards groups={groups} mayAct={mayAct} />
          </>
        )}
      </section>
      {stores.map((it) => (
        <StoreBoard key={it.id} store={it} subscriptions={subscriptions} mayAct={mayAct} />
      ))}
      {subscriptions.length > 0 && <SubscriptionsCard subscriptions={subscriptions} mayAct={mayAct} />}
      <ServerLine server={server} mayAct={mayAct} />
    </Subscribing>
  );
}
