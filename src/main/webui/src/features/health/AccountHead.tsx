import { Link2, RefreshCw, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { accountName } from "../../api/accountName";
import type { Account } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { ConsentNote } from "../../components/ConsentNote";
import { UserText } from "../../components/UserText";
import { useTitle } from "../../lib/useTitle";
import { reconnectAt } from "./remedies";
import { useHealthActions } from "./useHealthActions";

interface Props {
  account: Account;
  store: string | undefined;
  mayAct: boolean;
}

export function AccountHead({ account, store, mayAct }: Props) {
  const { t } = useTranslation();
  const name = accountName(account);
  const { refresh, readBack } = useHealthActions(account.id);
  const connected = account.state === "CONNECTED";
  useTitle(`${name} · ${t("nav.health")} · ${t("app.name")}`);
  return (
    <>
      <header className="account-head">
        <Avatar name={name} seed={account.id} url={account.avatarUrl} size={56} square />
        <div className="line-text">
          <h1>
            <UserText text={name} />
          </h1>
          <span className="faint">
            {account.displayName && (
              <>
                <UserText text={account.displayName} /> ·{" "}
              </>
            )}
            {t(`role.${account.role}`)}
            {store && ` · ${store}`}
          </span>
        </div>
        {mayAct && account.state !== "UNBOUND" && (
          <div className="account-actions">
            <Link className={`button ${connected ? "button-secondary" : "button-primary"}`} to={reconnectAt(account.id)}>
              <Link2 size={15} aria-hidden="true" />
              {t("alert.actions.reconnect")}
            </Link>
            <Button busy={refresh.isPending} onClick={() => refresh.mutate()}>
              {!refresh.isPending && <RefreshCw size={15} aria-hidden="true" />}
              {t("alert.actions.refresh")}
            </Button>
            <Button busy={readBack.isPending} onClick={() => readBack.mutate()}>
              {!readBack.isPending && <RotateCcw size={15} aria-hidden="true" />}
              {t("alert.actions.readBack")}
            </Button>
          </div>
        )}
      </header>
      <ConsentNote account={account} />
    </>
  );
}
