import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { keepEvidence } from "../../api/evidence";
import { COCKPIT } from "../../api/healthQueries";
import { myself, stores as storesQuery } from "../../api/queries";
import { STORE_HISTORY, STORE_LIMITS } from "../../api/storeQueries";
import type { Store } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { SelectField, TextField } from "../../components/Field";
import { Switch } from "../../components/Switch";
import { useProblemText } from "../../i18n/useProblemText";
import { isFit, NO_EVIDENCE } from "./EvidenceFields";
import { fieldError } from "./fieldError";
import { MARKETS, zoneOf } from "./markets";
import { ProbationGround } from "./ProbationGround";

export function StoreForm({ store, onClose }: { store: Store | null; onClose: () => void }) {
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
  const [switches, setSwitches] = useState({ showTyping: store?.showTyping ?? false, showRead: store?.showRead ?? false, transferNoteRequired: store?.transferNoteRequired ?? false });
  const [since, setSince] = useState(today);
  const [evidence, setEvidence] = useState(NO_EVIDENCE);
  // A new store in its probation is what every new store is: nobody has to show that.
  const needsGround = form.probation !== (store?.probation ?? "IN_PROBATION");

  const save = useMutation({
    mutationFn: async () => {
      const { entityName, registrationNumber, ...rest } = form;
      const file = needsGround && store ? await keepEvidence(store.id, evidence.file) : null;
      const ground = needsGround
        ? { probationSince: since || null, probationEvidence: evidence.note || null, ...(file ? { probationEvidenceFileId: file } : {}) }
        : {};
      const body = { ...rest, legalEntity: { name: entityName, registrationNumber }, ...ground };
      return store ? sendJson<Store>("PATCH", `/api/stores/${store.id}`, { ...body, ...switches }) : sendJson<Store>("POST", "/api/stores", body);
    },
    onSuccess: async () => {
      onClose();
      await Promise.all(
        [...storesQuery.queryKey, ...myself.queryKey, STORE_HISTORY, STORE_LIMITS, COCKPIT].map((it) => client.invalidateQueries({ queryKey: [it] })),
      );
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending && isFit(evidence)) save.mutate();
  };
  const field = <K extends keyof typeof form>(name: K) => ({
    required: true,
    value: form[name],
    error: fieldError(save.error, name),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });

  const line = (it: keyof typeof switches) => (
    <div key={it} className="setting-line">
      <div>
        <strong>{t(`stores.${it}`)}</strong>
        <p>{t(`stores.${it}Hint`)}</p>
      </div>
      <Switch label={t(`stores.${it}`)} checked={switches[it]} onChange={(checked) => setSwitches({ ...switches, [it]: checked })} />
    </div>
  );

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
        {needsGround && (
          <ProbationGround
            since={since}
            evidence={evidence}
            withFile={store !== null}
            error={save.error}
            onSince={setSince}
            onEvidence={setEvidence}
          />
        )}
        <div className="form-row">
          <TextField label={t("stores.entity")} hint={t("stores.entityHint")} {...field("entityName")} />
          <TextField label={t("stores.registration")} {...field("registrationNumber")} />
        </div>
        {store && (
          <>
            <fieldset className="ground">
              <legend>{t("stores.shown")}</legend>
              {(["showTyping", "showRead"] as const).map(line)}
            </fieldset>
            <fieldset className="ground">
              <legend>{t("stores.inside")}</legend>
              {line("transferNoteRequired")}
            </fieldset>
          </>
        )}
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

/** As the calendar on the wall here has it. */
function today(): string {
  return new Intl.DateTimeFormat("sv-SE").format(new Date());
}
