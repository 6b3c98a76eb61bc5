import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Store as StoreIcon } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { myself, stores as storesQuery } from "../../api/queries";
import type { Store } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { SelectField, TextField } from "../../components/Field";
import { ListState } from "../../components/ListState";
import { useProblemText } from "../../i18n/useProblemText";
import { fieldError } from "./fieldError";
import { MARKETS, zoneOf } from "./markets";

export function StoresSection() {
  const { t } = useTranslation();
  const me = useMe();
  const stores = useQuery(storesQuery);
  const [editing, setEditing] = useState<Store | "new" | null>(null);
  const mayEdit = me.role === "ADMIN";
  return (
    <>
      <div className="page-bar">
        <p>{t("stores.lead")}</p>
        {mayEdit && (
          <Button look="primary" onClick={() => setEditing("new")}>
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
                <li key={it.id}>
                  <StoreIcon size={18} aria-hidden="true" className="faint" />
                  <div className="line-text">
                    <strong>{it.name}</strong>
                    <span className="faint">
                      {it.market} · {it.timeZone}
                      {it.legalEntity && ` · ${it.legalEntity.name}`}
                    </span>
                    <span className="line-badges">
                      <span className="badge">{t(`operationMode.${it.operationMode}`)}</span>
                      <span className={`badge ${it.probation === "PASSED" ? "badge-ok" : "badge-warn"}`}>{t(`probation.${it.probation}`)}</span>
                    </span>
                  </div>
                  {mayEdit && (
                    <Button small onClick={() => setEditing(it)}>
                      {t("common.edit")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </ListState>
      </div>
      {editing && <StoreForm store={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function StoreForm({ store, onClose }: { store: Store | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useProblemText();
  const [form, setForm] = useState({
    name: store?.name ?? "",
    market: store?.market ?? "SG",
    timeZone: store?.timeZone ?? zoneOf("SG"),
    operationMode: store?.operationMode ?? "SELF_OPERATED",
    probation: store?.probation ?? "IN_PROBATION",
    entityName: store?.legalEntity?.name ?? "",
    registrationNumber: store?.legalEntity?.registrationNumber ?? "",
  });
  const save = useMutation({
    mutationFn: () => {
      const { entityName, registrationNumber, ...rest } = form;
      const body = { ...rest, legalEntity: { name: entityName, registrationNumber } };
      return store ? sendJson<Store>("PATCH", `/api/stores/${store.id}`, body) : sendJson<Store>("POST", "/api/stores", body);
    },
    onSuccess: async () => {
      onClose();
      await Promise.all([storesQuery, myself].map((it) => client.invalidateQueries({ queryKey: it.queryKey })));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const field = <K extends keyof typeof form>(name: K) => ({
    required: true,
    value: form[name],
    error: fieldError(save.error, name),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });

  return (
    <Dialog title={store ? t("stores.edit") : t("stores.create")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {save.error && <Callout tone="danger">{words(save.error)}</Callout>}
        <TextField label={t("stores.name")} maxLength={200} {...field("name")} />
        <div className="form-row">
          <SelectField
            label={t("stores.market")}
            value={form.market}
            error={fieldError(save.error, "market")}
            onChange={(event) => setForm({ ...form, market: event.target.value, timeZone: zoneOf(event.target.value) })}
          >
            {MARKETS.map((it) => (
              <option key={it} value={it}>
                {t(`market.${it}`)}
              </option>
            ))}
          </SelectField>
          <TextField label={t("stores.timeZone")} {...field("timeZone")} />
        </div>
        <div className="form-row">
          <SelectField label={t("stores.operationMode")} {...field("operationMode")}>
            {(["SELF_OPERATED", "FULLY_MANAGED"] as const).map((it) => (
              <option key={it} value={it}>
                {t(`operationMode.${it}`)}
              </option>
            ))}
          </SelectField>
          <SelectField label={t("stores.probation")} hint={t("stores.probationHint")} {...field("probation")}>
            {(["IN_PROBATION", "PASSED", "RECALLED"] as const).map((it) => (
              <option key={it} value={it}>
                {t(`probation.${it}`)}
              </option>
            ))}
          </SelectField>
        </div>
        <div className="form-row">
          <TextField label={t("stores.entity")} hint={t("stores.entityHint")} {...field("entityName")} />
          <TextField label={t("stores.registration")} {...field("registrationNumber")} />
        </div>
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" busy={save.isPending}>
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
