import { Link2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { accountName } from "../../api/accountName";
import type { Account } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { ConsentNote } from "../../components/ConsentNote";
import { HealthDot } from "../../components/HealthDot";
import { UserText } from "../../components/UserText";
import { shortDateTime } from "../../lib/time";

const TONES = { OK: "ok", WARNING: "warn", BROKEN: "danger" } as const;

interface Props {
  account: Account;
  mayEdit: boolean;
  onReconnect: () => void;
  onUnbind: () => void;
}

/** One bound account: who it is, what it cannot do, and whether it works. */
export function AccountItem({ account, mayEdit, onReconnect, onUnbind }: Props) {
  const { t, i18n } = useTranslation();
  const { displayName, role, state, stateReason, missing, boundAt } = account;
  const connected = state === "CONNECTED";
  const health = connected ? account.health : "BROKEN";
  return (
    <li>
      <Avatar name={accountName(account)} seed={account.id} url={account.avatarUrl} square />
      <div className="line-text">
        <strong>
          <Link to={`/health/${account.id}`} className="quiet-link">
            <UserText text={displayName?.trim() || accountName(account)} />
          </Link>
        </strong>
        <span className="faint">
          <UserText text={accountName(account)} /> · {t("accounts.boundAt", { time: shortDateTime(boundAt, i18n.language) })}
        </span>
        <span className="line-badges">
          <span className={`badge ${role === "OFFICIAL" ? "badge-brand" : ""}`}>{t(`role.${role}`)}</span>
          <span className="badge">{t(`platform.${account.platform}`)}</span>
          {missing.map((it) => (
            <span key={it} className="badge badge-warn">
              {t("accounts.missing", { what: t(`capability.${it}`) })}
            </span>
          ))}
        </span>
        {stateReason && <span className="faint">{stateReason}</span>}
        <ConsentNote account={account} />
      </div>
      <Link to={`/health/${account.id}`} className={`badge badge-${TONES[health]}`}>
        <HealthDot health={health} silent />
        {connected ? t(`health.${health}`) : t(`accountState.${state}`)}
      </Link>
      {mayEdit && (
        <div className="line-actions">
          {(!connected || account.consentNotice || missing.length > 0) && (
            <Button small look={connected ? "secondary" : "primary"} onClick={onReconnect}>
              <Link2 size={14} aria-hidden="true" />
              {t("accounts.reconnect")}
            </Button>
          )}
          <Button small onClick={onUnbind}>
            {t("accounts.unbind")}
          </Button>
        </div>
      )}
    </li>
  );
}
