import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { accountName } from "../../api/accountName";
import { groupAlerts } from "../../api/alerts";
import type { AccountHealth, Subscription } from "../../api/cockpit";
import { accountHealth, cockpit } from "../../api/healthQueries";
import { useMe } from "../../api/useMe";
import { Callout } from "../../components/Callout";
import { NotForYou } from "../../components/NotForYou";
import { HistorySection } from "../../components/HistorySection";
import { ErrorState } from "../../components/State";
import { AccountHead } from "./AccountHead";
import { AlertCards } from "./AlertCards";
import { FactsCard } from "./FactsCard";
import { HealthSkeleton } from "./HealthSkeleton";
import { HoursCard, type Span } from "./HoursCard";
import { PrivateRepliesCard } from "./PrivateRepliesCard";
import { RoutingPauseCard } from "./RoutingPauseCard";
import { SelfTestCard } from "./SelfTestCard";
import { SendCodes } from "./SendCodes";
import { Subscribing } from "./Subscribing";
import { Timeline } from "./Timeline";
import "./health.css";

/** Everything that is known about one account's health, and everything that can be done about it. */
export function AccountHealthPage() {
  const me = useMe();
  const { accountId } = useParams();
  if (me.role === "AGENT") return <NotForYou />;
  return accountId ? <Shown key={accountId} accountId={accountId} mayAct={me.role === "ADMIN"} /> : null;
}

function Shown({ accountId, mayAct }: { accountId: string; mayAct: boolean }) {
  const { t } = useTranslation();
  const [span, setSpan] = useState<Span>("24");
  const query = useQuery(accountHealth(accountId, Number(span)));
  const subscriptions = useQuery(cockpit).data?.subscriptions ?? [];
  return (
    <main className="page">
      <div className="page-inner page-wide">
        <Link to="/health" className="back-link">
          <ArrowLeft size={15} aria-hidden="true" />
          {t("healthPage.back")}
        </Link>
        {query.isPending && <HealthSkeleton />}
        {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isError && query.data && <Callout tone="warn">{t("healthPage.stale")}</Callout>}
        {query.data && <Details of={query.data} subscriptions={subscriptions} mayAct={mayAct} span={span} onSpan={setSpan} />}
      </div>
    </main>
  );
}

interface DetailsProps {
  of: AccountHealth;
  subscriptions: readonly Subscription[];
  mayAct: boolean;
  span: Span;
  onSpan: (span: Span) => void;
}

function Details({ of, subscriptions, mayAct, span, onSpan }: DetailsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { account } = of;
  const groups = groupAlerts([account]);
  return (
    <Subscribing subscriptions={subscriptions}>
      <AccountHead account={account} store={me.stores.find((it) => it.id === account.storeId)?.name} mayAct={mayAct} />
      {groups.length > 0 && (
        <section className="section" aria-label={t("healthPage.alerts")}>
          <AlertCards groups={groups} mayAct={mayAct} named={false} />
        </section>
      )}
      {mayAct && <SelfTestCard accountId={account.id} name={accountName(account)} />}
      <FactsCard of={of} subscriptions={subscriptions} />
      {account.state !== "UNBOUND" && <RoutingPauseCard account={account} />}
      {account.platform === "TIKTOK_BUSINESS" && <PrivateRepliesCard account={account} mayAct={mayAct} />}
      <HoursCard hours={of.hours} span={span} onSpan={onSpan} />
      <SendCodes codes={of.sends.codes} />
      <Timeline accountId={account.id} />
      {mayAct && <HistorySection storeId={account.storeId} accountId={account.id} />}
    </Subscribing>
  );
}
