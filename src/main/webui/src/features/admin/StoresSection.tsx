import { useQuery } from "@tanstack/react-query";
import { Plus, Store as StoreIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { stores as storesQuery } from "../../api/queries";
import type { Store } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { ListState } from "../../components/ListState";
import { StoreDetail } from "./StoreDetail";
import { StoreForm } from "./StoreForm";

/** All stores, or the one that the address names. `?new` opens the form: other pages lead here. */
export function StoresSection() {
  const { id } = useParams();
  return id ? <StoreDetail key={id} id={id} /> : <StoreList />;
}

function StoreList() {
  const { t } = useTranslation();
  const me = useMe();
  const stores = useQuery(storesQuery);
  const [search, setSearch] = useSearchParams();
  const mayEdit = me.role === "ADMIN";
  return (
    <>
      <div className="page-bar">
        <p>{t("stores.lead")}</p>
        {mayEdit && (
          <Button look="primary" onClick={() => setSearch({ new: "" })}>
            <Plus size={15} aria-hidden="true" />
            {t("stores.create")}
          </Button>
        )}
      </div>
      <div className="card">
        <ListState query={stores} empty={t("stores.none")}>
          {({ items }) => (
            <ul className="lines">
              {items.map((it) => (
                <StoreLine key={it.id} store={it} />
              ))}
            </ul>
          )}
        </ListState>
      </div>
      {mayEdit && search.has("new") && <StoreForm store={null} onClose={() => setSearch({}, { replace: true })} />}
    </>
  );
}

function StoreLine({ store }: { store: Store }) {
  const { t } = useTranslation();
  return (
    <li>
      <StoreIcon size={18} aria-hidden="true" className="faint" />
      <div className="line-text">
        <Link to={`/admin/stores/${store.id}`} className="quiet-link">
          <strong>{store.name}</strong>
        </Link>
        <span className="faint">
          {store.market} · {store.timeZone}
          {store.legalEntity && ` · ${store.legalEntity.name}`}
        </span>
        <span className="line-badges">
          <span className="badge">{t(`operationMode.${store.operationMode}`)}</span>
          <span className={`badge ${store.probation === "PASSED" ? "badge-ok" : "badge-warn"}`}>{t(`probation.${store.probation}`)}</span>
        </span>
      </div>
    </li>
  );
}
