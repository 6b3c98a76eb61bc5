import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CockpitStore, Subscription } from "../../api/cockpit";
import { AccountsTable } from "./AccountsTable";

interface Props {
  store: CockpitStore;
  subscriptions: readonly Subscription[];
  mayAct: boolean;
}

/** One store: its accounts, and what it cannot have and why. */
export function StoreBoard({ store, subscriptions, mayAct }: Props) {
  const { t, i18n } = useTranslation();
  const accounts = store.accounts.filter(({ account }) => account.state !== "UNBOUND");
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction", style: "narrow" });
  const reasons = [...new Set(store.unavailable.map((it) => it.reason))];
  return (
    <section className="section" aria-labelledby={`store-${store.id}`}>
      <header className="store-head">
        <h2 id={`store-${store.id}`}>{store.name}</h2>
        <span className="badge">{t(`market.${store.market as "PH"}`, store.market)}</span>
        <span className="badge">{t(`operationMode.${store.operationMode}`)}</span>
        {store.probation !== "PASSED" && <span className="badge badge-warn">{t(`probation.${store.probation}`)}</span>}
        {reasons.map((reason) => (
          <span key={reason} className="faint">
            {t("healthPage.unavailable", {
              what: list.format(store.unavailable.filter((it) => it.reason === reason).map((it) => t(`healthPage.feature.${it.feature}`))),
            })}{" "}
            ({t(`healthPage.why.${reason}`)})
          </span>
        ))}
      </header>
      {accounts.length > 0 ? (
        <div className="card board-card">
          <AccountsTable label={store.name} accounts={accounts} subscriptions={subscriptions} />
        </div>
      ) : (
        <div className="card board-none">
          <p className="faint">{t("healthPage.noAccounts")}</p>
          {mayAct && (
            <Link className="button button-secondary button-small" to={`/admin/accounts?bind=${store.id}`}>
              <Plus size={14} aria-hidden="true" />
              {t("accounts.bind")}
            </Link>
          )}
        </div>
      )}
    </section>
  );
}
