import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link2, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { sendJson } from "../../api/client";
import { ACCOUNTS } from "../../api/queries";
import type { Account } from "../../api/types";
import { useAccounts } from "../../api/useAccounts";
import { useMe } from "../../api/useMe";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { HealthDot } from "../../components/HealthDot";
import { ListState } from "../../components/ListState";
import { useToast } from "../../components/Toasts";
import { UserText } from "../../components/UserText";
import { useProblemText } from "../../i18n/useProblemText";
import { shortDateTime } from "../../lib/time";
import { BindForm } from "./BindForm";

export function AccountsSection() {
  const { t } = useTranslation();
  const me = useMe();
  const accounts = useAccounts();
  const client = useQueryClient();
  const say = useToast();
  const words = useProblemText();
  const [binding, setBinding] = useState<Account | "new" | null>(null);
  const [unbinding, setUnbinding] = useState<Account | null>(null);
  const mayEdit = me.role === "ADMIN";

  const unbind = useMutation({
    mutationFn: (id: string) => sendJson("DELETE", `/api/accounts/${id}`),
    onSuccess: () => {
      setUnbinding(null);
      return client.invalidateQueries({ queryKey: [ACCOUNTS] });
    },
    onError: (error) => say(words(error), "danger"),
  });

  return (
    <>
      <div className="page-bar">
        <p>{t("accounts.lead")}</p>
        {mayEdit && (
          <Button look="primary" disabled={me.stores.length === 0} onClick={() => setBinding("new")}>
            <Plus size={15} aria-hidden="true" />
            {t("accounts.bind")}
          </Button>
        )}
      </div>
      {me.stores.map((store) => (
        <section key={store.id} className="section">
          <header>
            <h2>{store.name}</h2>
          </header>
          <div className="card">
            <ListState
              query={{
                isPending: accounts.pending,
                error: accounts.error,
                data: accounts.error ? undefined : { items: accounts.list.filter((it) => it.storeId === store.id) },
                refetch: () => client.invalidateQueries({ queryKey: [ACCOUNTS] }),
              }}
              empty={t("accounts.none")}
            >
              {({ items }) => (
                <ul className="lines">
                  {items.map((it) => (
                    <AccountItem
                      key={it.id}
                      account={it}
                      mayEdit={mayEdit}
                      onReconnect={() => setBinding(it)}
                      onUnbind={() => setUnbinding(it)}
                    />
                  ))}
                </ul>
              )}
            </ListState>
          </div>
        </section>
      ))}
      {me.stores.length === 0 && <p className="lines-empty">{t("stores.none")}</p>}
      {binding && <BindForm again={binding === "new" ? null : binding} onClose={() => setBinding(null)} />}
      {unbinding && (
        <Confirm
          title={t("accounts.unbindTitle", { handle: accountName(unbinding) })}
          text={t("accounts.unbindText")}
          action={t("accounts.unbind")}
          busy={unbind.isPending}
          onConfirm={() => unbind.mutate(unbinding.id)}
          onClose={() => setUnbinding(null)}
        />
      )}
    </>
  );
}

interface ItemProps {
  account: Account;
  mayEdit: boolean;
  onReconnect: () => void;
  onUnbind: () => void;
}

function AccountItem({ account, mayEdit, onReconnect, onUnbind }: ItemProps) {
  const { t, i18n } = useTranslation();
  const { displayName, role, state, stateReason, health, missing, boundAt } = account;
  const connected = state === "CONNECTED";
  return (
    <li>
      <Avatar name={accountName(account)} seed={account.id} url={account.avatarUrl} square />
      <div className="line-text">
        <strong>
          <UserText text={displayName?.trim() || accountName(account)} />
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
      </div>
      <span className={`badge ${connected ? (health === "OK" ? "badge-ok" : "badge-warn") : "badge-danger"}`}>
        <HealthDot health={connected ? health : "BROKEN"} />
        {connected ? t(`health.${health}`) : t(`accountState.${state}`)}
      </span>
      {mayEdit && (
        <div className="line-actions">
          {!connected && (
            <Button small look="primary" onClick={onReconnect}>
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
