import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CockpitAccount, Subscription } from "../../api/cockpit";
import { HealthDot } from "../../components/HealthDot";
import { useCapabilities } from "../../i18n/useAlertText";
import { fromNow, spanOf } from "../../lib/span";
import { shortDateTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { successOf } from "./figures";
import { arrives, stateOf, type SubscriptionState } from "./subscriptionState";

/** The facts about one account, each on one or two short lines. In the table they are cells, on its own page a list. */

interface Props {
  of: CockpitAccount;
}

/** A line that explains the one above it; toned only where it means something. */
function Small({ tone = "faint", children }: { tone?: "faint" | "warn" | "danger"; children: ReactNode }) {
  return <span className={`fact-small fact-${tone}`}>{children}</span>;
}

export function StateFact({ of: { account } }: Props) {
  const { t } = useTranslation();
  const capabilities = useCapabilities();
  const connected = account.state === "CONNECTED";
  const health = connected ? account.health : "BROKEN";
  return (
    <>
      <span className={`fact-state fact-state-${health}`}>
        <HealthDot health={health} silent />
        {connected ? t(`health.${health}`) : t(`accountState.${account.state}`)}
      </span>
      {account.missing.length > 0 && <Small tone="warn">{t("cell.cannot", { what: capabilities(account.missing) })}</Small>}
    </>
  );
}

export function EventsFact({ of: { events } }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  return (
    <>
      {events.lastAt ? <time dateTime={events.lastAt}>{fromNow(events.lastAt, now, i18n.language)}</time> : t("cell.never")}
      <Small tone={events.silent ? "warn" : "faint"}>
        {events.usualGapSeconds === null ? t("cell.learning") : t("cell.usually", { span: spanOf(events.usualGapSeconds, i18n.language) })}
      </Small>
    </>
  );
}

export function BacklogFact({ of: { backlog } }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  return (
    <>
      {backlog.waiting === 0 ? <span className="faint">{t("cell.noneWaiting")}</span> : backlog.waiting}
      {backlog.waiting > 0 && backlog.oldestAt && <Small>{t("cell.oldest", { time: fromNow(backlog.oldestAt, now, i18n.language) })}</Small>}
      {backlog.parked > 0 && <Small tone="warn">{t("cell.parked", { count: backlog.parked })}</Small>}
    </>
  );
}

export function AccessFact({ of: { account, token } }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const locale = i18n.language;
  const ended = token.expiresAt !== null && Date.parse(token.expiresAt) <= now;
  const consentEndsAt = token.consentEndsAt ?? account.consentEndsAt;
  return (
    <>
      {token.expiresAt === null ? (
        t("cell.noAccess")
      ) : (
        <time dateTime={token.expiresAt}>{t(ended ? "cell.accessEnded" : "cell.accessUntil", { time: shortDateTime(token.expiresAt, locale) })}</time>
      )}
      {token.failures > 0 && <Small tone="warn">{t("cell.renewFailed", { count: token.failures })}</Small>}
      {consentEndsAt && (
        <Small tone={account.consentNotice ? "warn" : "faint"}>
          {t("consent.until", { date: new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(consentEndsAt)) })}
        </Small>
      )}
    </>
  );
}

/** TikTok reports for the app as a whole, so that this is the same for every account. */
export function ReportsFact({ subscriptions }: { subscriptions: readonly Subscription[] }) {
  const { t, i18n } = useTranslation();
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction", style: "narrow" });
  const named = (wanted: (state: SubscriptionState) => boolean) =>
    list.format(subscriptions.filter((it) => wanted(stateOf(it))).map((it) => t(`topic.${it.eventType}`)));
  const missing = named((it) => !arrives(it) && it !== "UNKNOWN");
  const unknown = named((it) => it === "UNKNOWN");
  const some = subscriptions.some((it) => it.warning === "SOME_POSTS_ONLY");
  return (
    <>
      {named(arrives)}
      {missing && <Small tone="warn">{t("cell.reportsNot", { what: missing })}</Small>}
      {unknown && (
        <Small>
          {unknown}: {t("subscription.state.UNKNOWN")}
        </Small>
      )}
      {some && <Small tone="warn">{t("subscription.state.SOME_POSTS_ONLY")}</Small>}
    </>
  );
}

export function SendsFact({ of: { sends } }: Props) {
  const { t, i18n } = useTranslation();
  const success = successOf(sends);
  return (
    <>
      {success === null ? <span className="faint">{t("cell.nothingSent")}</span> : (sends.sent + sends.failed).toLocaleString(i18n.language)}
      {success !== null && (
        <Small>{t("cell.success", { percent: new Intl.NumberFormat(i18n.language, { style: "percent" }).format(success) })}</Small>
      )}
      {sends.failed > 0 && <Small tone="danger">{t("cell.failed", { count: sends.failed })}</Small>}
      {sends.uncertain > 0 && <Small tone="warn">{t("cell.uncertain", { count: sends.uncertain })}</Small>}
      {sends.waiting > 0 && <Small>{t("cell.sending", { count: sends.waiting })}</Small>}
    </>
  );
}

export function RecoveryFact({ of: { recovery } }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {t("cell.byWebhook", { count: recovery.byWebhook })}
      {recovery.recovered > 0 && <Small>{t("cell.recovered", { count: recovery.recovered })}</Small>}
      {recovery.late > 0 && <Small>{t("cell.late", { count: recovery.late })}</Small>}
      {recovery.cut > 0 && <Small tone="warn">{t("cell.cut", { count: recovery.cut })}</Small>}
    </>
  );
}
