import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CockpitAccount, Subscription } from "../../api/cockpit";
import { fromNow } from "../../lib/span";
import { useNow } from "../../lib/useNow";
import { AccessFact, BacklogFact, EventsFact, RecoveryFact, ReportsFact, SendsFact, StateFact } from "./AccountFacts";

export function FactsCard({ of, subscriptions }: { of: CockpitAccount; subscriptions: readonly Subscription[] }) {
  const { t } = useTranslation();
  const facts: readonly (readonly [label: string, fact: ReactNode])[] = [
    [t("cell.state"), <StateFact of={of} />],
    [t("cell.events"), <EventsFact of={of} />],
    [t("cell.backlog"), <BacklogFact of={of} />],
    [t("cell.access"), <AccessFact of={of} />],
    [t("cell.reports"), <ReportsFact subscriptions={subscriptions} />],
    [t("cell.sends", { hours: of.sends.hours }), <SendsFact of={of} />],
    [t("cell.recovery", { hours: of.recovery.hours }), <RecoveryFact of={of} />],
    [t("accountPage.readBack"), <ReadBackFact of={of} />],
  ];
  return (
    <section className="section">
      <header>
        <h2>{t("accountPage.facts")}</h2>
      </header>
      <dl className="card facts-grid">
        {facts.map(([label, fact]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="fact number">{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ReadBackFact({ of: { readBack } }: { of: CockpitAccount }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const relative = (iso: string) => fromNow(iso, now, i18n.language);
  return (
    <>
      {readBack.running && readBack.beganAt
        ? t("accountPage.readRunning", { time: relative(readBack.beganAt) })
        : readBack.outcome
          ? t(`accountPage.readOutcome.${readBack.outcome}`)
          : t("accountPage.readNever")}
      {readBack.failure && <span className="fact-small fact-warn">{readBack.failure}</span>}
      {!readBack.running && readBack.endedAt && (
        <span className="fact-small fact-faint">{t("accountPage.readEnded", { time: relative(readBack.endedAt) })}</span>
      )}
      {!readBack.running && readBack.nextAt && (
        <span className="fact-small fact-faint">{t("accountPage.readNext", { time: relative(readBack.nextAt) })}</span>
      )}
    </>
  );
}
