import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { storeLimits } from "../../api/storeQueries";
import type { StoreLimits } from "../../api/types";
import { useAccounts } from "../../api/useAccounts";
import { ErrorState } from "../../components/State";
import { UserText } from "../../components/UserText";
import { spanOf } from "../../lib/span";
import { shortDateTime } from "../../lib/time";

/** TikTok's limits as they stand for one store. They are shown, not enforced: where reality differs, TikTok is right. */
export function LimitsCard({ storeId }: { storeId: string }) {
  const { t } = useTranslation();
  const query = useQuery(storeLimits(storeId));
  return (
    <section className="section">
      <header>
        <h2>{t("limits.title")}</h2>
      </header>
      <div className="card">
        {query.isPending && (
          <div role="status" className="lines-skeleton">
            <span className="visually-hidden">{t("common.loading")}</span>
            <span className="skeleton" />
          </div>
        )}
        {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && <Limits limits={query.data} />}
      </div>
    </section>
  );
}

function Limits({ limits }: { limits: StoreLimits }) {
  const { t, i18n } = useTranslation();
  const accounts = useAccounts();
  const waiting = limits.accounts.filter((it) => !it.unlinkable);
  const counts = [
    [t("limits.official"), limits.officialAccounts],
    [t("limits.channel"), limits.channelAccounts],
    [t("limits.officialChanges"), limits.officialChanges],
    [t("limits.channelLinks", { days: limits.channelLinkDays }), limits.channelLinks],
  ] as const;
  return (
    <>
      {limits.probation === "RECALLED" && <p>{t("limits.recalled")}</p>}
      <dl className="limits">
        {counts.map(([label, { used, limit, nextAt }]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="number">
              <strong>{t("limits.of", { used, limit })}</strong>
              <progress max={Math.max(1, limit)} value={Math.min(used, limit)} aria-label={label} />
              {nextAt && <span className="faint">{t("limits.room", { time: shortDateTime(nextAt, i18n.language) })}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="faint">{t("limits.wait", { span: spanOf(limits.unlinkWaitSeconds, i18n.language) })}</p>
      {waiting.length > 0 && (
        <ul className="limits-waiting">
          {waiting.map((it) => {
            const account = accounts.byId.get(it.accountId);
            return (
              <li key={it.accountId}>
                <UserText text={account ? accountName(account) : it.accountId} />
                <span className="faint number"> {t("limits.boundUntil", { time: shortDateTime(it.unlinkableAt, i18n.language) })}</span>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
