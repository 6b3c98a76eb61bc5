import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { storeOf } from "../../api/storeQueries";
import type { Store } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { HistorySection } from "../../components/HistorySection";
import { ErrorState } from "../../components/State";
import { UserText } from "../../components/UserText";
import { shortDateTime } from "../../lib/time";
import { LimitsCard } from "./LimitsCard";
import { StoreForm } from "./StoreForm";

/** One store: what it is, what TikTok still allows it, and how it came to be so. */
export function StoreDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const store = useQuery(storeOf(id));
  const [editing, setEditing] = useState(false);
  const mayEdit = me.role === "ADMIN";
  return (
    <>
      <Link to="/admin/stores" className="back-link">
        <ArrowLeft size={15} aria-hidden="true" />
        {t("storePage.back")}
      </Link>
      {store.isPending && (
        <div role="status" className="card lines-skeleton">
          <span className="visually-hidden">{t("common.loading")}</span>
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      )}
      {store.isError && !store.data && <ErrorState error={store.error} onRetry={() => void store.refetch()} />}
      {store.data && (
        <>
          <div className="page-bar">
            <h2 className="store-name">{store.data.name}</h2>
            {mayEdit && <Button onClick={() => setEditing(true)}>{t("common.edit")}</Button>}
          </div>
          <StoreFacts store={store.data} />
          {store.data.operationMode === "FULLY_MANAGED" && (
            <Callout tone="warn">
              <strong>{t("storePage.managedTitle")}</strong>
              <p>{t("storePage.managed")}</p>
            </Callout>
          )}
          <Link to={`/admin/stores/${id}/routing`} className="card card-link">
            <strong>{t("policy.link")}</strong>
            <span className="faint">{t("policy.linkText")}</span>
          </Link>
          <LimitsCard storeId={id} />
          {mayEdit && <HistorySection storeId={id} />}
          {editing && <StoreForm store={store.data} onClose={() => setEditing(false)} />}
        </>
      )}
    </>
  );
}

function StoreFacts({ store }: { store: Store }) {
  const { t, i18n } = useTranslation();
  const { probation, probationRecord: record, legalEntity, showTyping, showRead, transferNoteRequired } = store;
  const shown = [showTyping && t("stores.showTyping"), showRead && t("stores.showRead")].filter(Boolean);
  return (
    <dl className="card store-facts">
      <div>
        <dt>{t("stores.market")}</dt>
        <dd>
          {t(`market.${store.market as "PH"}`, store.market)} · {store.timeZone}
        </dd>
      </div>
      <div>
        <dt>{t("stores.operationMode")}</dt>
        <dd>{t(`operationMode.${store.operationMode}`)}</dd>
      </div>
      <div>
        <dt>{t("stores.entity")}</dt>
        <dd>
          <UserText text={legalEntity.name} />
          <span className="faint"> {legalEntity.registrationNumber}</span>
        </dd>
      </div>
      <div>
        <dt>{t("stores.shown")}</dt>
        <dd>{shown.length > 0 ? shown.join(" · ") : t("stores.shownNothing")}</dd>
      </div>
      <div>
        <dt>{t("stores.inside")}</dt>
        <dd>{t(transferNoteRequired ? "stores.noteRequired" : "stores.noteOptional")}</dd>
      </div>
      <div>
        <dt>{t("stores.probation")}</dt>
        <dd>
          <span className={`badge ${probation === "PASSED" ? "badge-ok" : "badge-warn"}`}>{t(`probation.${probation}`)}</span>
          {record && (
            <>
              {record.since && <p className="number">{t("history.since", { date: record.since })}</p>}
              <p className="faint">{t("storePage.probationRecord", { name: record.recordedByName, time: shortDateTime(record.recordedAt, i18n.language) })}</p>
              <p className="faint">{record.evidence ? <UserText text={record.evidence} /> : t("storePage.noEvidence")}</p>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
