import { Check, CircleX, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { UserText } from "../../components/UserText";
import { Gate } from "./Gate";

const RESULTS = ["connected", "refused", "denied", "expired", "failed"] as const;

/** Where TikTok's consent page ends: says what happened, and which rule stood in the way. */
export function BoundPage() {
  const { t, i18n } = useTranslation();
  const [search] = useSearchParams();
  const result = RESULTS.find((it) => it === search.get("result")) ?? "failed";
  const rule = `rule.${search.get("rule") ?? ""}`;
  const account = search.get("account");
  const tone = result === "connected" ? "ok" : result === "expired" || result === "denied" ? "warn" : "bad";
  const Icon = tone === "ok" ? Check : tone === "warn" ? Clock : CircleX;

  return (
    <Gate>
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
        {search.get("rule") && (
          <p>
            <strong>{t("bound.rule")}</strong>{" "}
            {i18n.exists(rule) ? t(rule as "rule.channel-accounts-full") : <code>{search.get("rule")}</code>}
          </p>
        )}
      </div>
      <div className="gate-actions">
        <Link to="/inbox" className={`button ${tone === "ok" ? "button-primary" : "button-secondary"}`}>
          {t("bound.toInbox")}
        </Link>
        <Link to="/admin/accounts" className={`button ${tone === "ok" ? "button-secondary" : "button-primary"}`}>
          {tone === "ok" ? t("bound.toAccounts") : t("bound.tryAgain")}
        </Link>
      </div>
    </Gate>
  );
}
