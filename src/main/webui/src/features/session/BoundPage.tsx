import { Check, CircleX, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { RefusedRule } from "../../components/RefusedRule";
import { UserText } from "../../components/UserText";
import { BoundAccount } from "./BoundAccount";
import { Gate } from "./Gate";
import { OtherAccount } from "./OtherAccount";

const RESULTS = ["connected", "refused", "denied", "expired", "failed"] as const;

/** Where TikTok's consent page ends: says what happened, which rule stood in the way, and what comes next. */
export function BoundPage() {
  const [search] = useSearchParams();
  const store = search.get("store");
  const found = search.get("found");
  return (
    <Gate>
      {search.get("result") === "other" && store && found ? (
        <OtherAccount storeId={store} found={found} handle={search.get("account")} />
      ) : (
        <Result search={search} />
      )}
    </Gate>
  );
}

function Result({ search }: { search: URLSearchParams }) {
  const { t } = useTranslation();
  const result = RESULTS.find((it) => it === search.get("result")) ?? "failed";
  const [account, store, rule] = [search.get("account"), search.get("store"), search.get("rule")];
  const tone = result === "connected" ? "ok" : result === "expired" || result === "denied" ? "warn" : "bad";
  const Icon = tone === "ok" ? Check : tone === "warn" ? Clock : CircleX;
  return (
    <>
      <div className="gate-head">
        <span className={`bound-mark bound-${tone}`} aria-hidden="true">
          <Icon size={26} />
        </span>
        <h1>{t(`bound.${result}.title`)}</h1>
        {account && (
          <p>
            <UserText text={account.startsWith("@") ? account : `@${account}`} />
          </p>
        )}
        <p>{t(`bound.${result}.lead`)}</p>
        {rule && <RefusedRule rule={rule} storeId={store} />}
        {result === "connected" && store && account && <BoundAccount storeId={store} handle={account.replace(/^@/, "")} />}
      </div>
      <div className="gate-actions">
        <Link to="/inbox" className={`button ${tone === "ok" ? "button-primary" : "button-secondary"}`}>
          {t("bound.toInbox")}
        </Link>
        <Link
          to={tone === "ok" ? "/admin/accounts" : `/admin/accounts?bind=${store ?? ""}`}
          className={`button ${tone === "ok" ? "button-secondary" : "button-primary"}`}
        >
          {tone === "ok" ? t("bound.toAccounts") : t("bound.tryAgain")}
        </Link>
      </div>
    </>
  );
}
