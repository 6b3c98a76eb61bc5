import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { ACCOUNTS } from "../../api/queries";
import type { Account } from "../../api/types";
import { useAccounts } from "../../api/useAccounts";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { ListState } from "../../components/ListState";
import { AccountItem } from "./AccountItem";
import { BindForm } from "./BindForm";
import { UnbindDialog } from "./UnbindDialog";

/** The accounts of every store. `?bind` and `?reconnect=<account>` open the form: other pages lead here. */
export function AccountsSection() {
  const { t } = useTranslation();
  const me = useMe();
  const accounts = useAccounts();
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const [unbinding, setUnbinding] = useState<Account | null>(null);
  const mayEdit = me.role === "ADMIN";
  const again = accounts.byId.get(search.get("reconnect") ?? "") ?? null;
  const binding = mayEdit && me.stores.length > 0 && (again !== null || search.has("bind"));

  return (
    <>
      <div className="page-bar">
        <p>{t("accounts.lead")}</p>
        {mayEdit && (
          <Button look="primary" disabled={me.stores.length === 0} onClick={() => setSearch({ bind: "" })}>
            <Plus size={15} aria-hidden="true" />
            {t("accounts.bind")}
          </Button>
        )}
      </div>
      {me.stores.map((store) => (
        <section key={store.id} className="section">
          <header>
            <h2>
              <Link to={`/admin/stores/${store.id}`} className="quiet-link">
                {store.name}
              </Link>
            </h2>
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
                      onReconnect={() => setSearch({ reconnect: it.id })}
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
      {binding && (
        <BindForm key={again?.id ?? "new"} again={again} storeId={search.get("bind") ?? undefined} onClose={() => setSearch({}, { replace: true })} />
      )}
      {unbinding && <UnbindDialog account={unbinding} onClose={() => setUnbinding(null)} />}
    </>
  );
}
