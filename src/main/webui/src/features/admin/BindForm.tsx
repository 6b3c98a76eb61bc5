import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { sendJson } from "../../api/client";
import type { Account } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { SelectField, TextField } from "../../components/Field";
import { useProblemText } from "../../i18n/useProblemText";
import { safeLink } from "../../lib/safeLink";
import { fieldError } from "./fieldError";

interface Props {
  /** The account whose consent has to be given once more; null for a new one. */
  again: Account | null;
  onClose: () => void;
}

/** Leads to TikTok's consent page, or says at once which rule forbids it. */
export function BindForm({ again, onClose }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const words = useProblemText();
  const [storeId, setStoreId] = useState(again?.storeId ?? me.stores[0]?.id ?? "");
  const [role, setRole] = useState<Account["role"]>(again?.role ?? "OFFICIAL");
  const [platform, setPlatform] = useState<Account["platform"]>(again?.platform ?? "TIKTOK_BUSINESS");
  const [name, setName] = useState("");
  const [registrationNumber, setRegistrationNumber] = useState("");

  const begin = useMutation({
    mutationFn: () =>
      sendJson<{ authorizationUrl: string; expiresAt: string }>("POST", `/api/stores/${storeId}/accounts/authorizations`, {
        role,
        platform,
        ...(role === "OFFICIAL" ? { legalEntity: { name, registrationNumber } } : {}),
      }),
    onSuccess: ({ authorizationUrl }) => {
      const link = safeLink(authorizationUrl);
      if (link) window.location.assign(link);
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!begin.isPending) begin.mutate();
  };

  return (
    <Dialog title={again ? t("accounts.reconnectTitle", { handle: accountName(again) }) : t("accounts.bind")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p className="faint">{t("accounts.bindLead")}</p>
        {begin.error && <Callout tone="danger">{words(begin.error)}</Callout>}
        {!again && (
          <>
            <SelectField label={t("panel.store")} value={storeId} onChange={(event) => setStoreId(event.target.value)}>
              {me.stores.map((it) => (
                <option key={it.id} value={it.id}>
                  {it.name} · {it.market}
                </option>
              ))}
            </SelectField>
            <div className="form-row">
              <SelectField
                label={t("accounts.role")}
                hint={t(`accounts.roleHint.${role}`)}
                value={role}
                onChange={(event) => setRole(event.target.value as Account["role"])}
              >
                {(["OFFICIAL", "CHANNEL"] as const).map((it) => (
                  <option key={it} value={it}>
                    {t(`role.${it}`)}
                  </option>
                ))}
              </SelectField>
              <SelectField
                label={t("accounts.platform")}
                value={platform}
                onChange={(event) => setPlatform(event.target.value as Account["platform"])}
              >
                {(["TIKTOK_BUSINESS", "TIKTOK_SHOP"] as const).map((it) => (
                  <option key={it} value={it}>
                    {t(`platform.${it}`)}
                  </option>
                ))}
              </SelectField>
            </div>
          </>
        )}
        {role === "OFFICIAL" && (
          <div className="form-row">
            <TextField
              label={t("stores.entity")}
              hint={t("accounts.entityHint")}
              required
              maxLength={200}
              value={name}
              error={fieldError(begin.error, "name")}
              onChange={(event) => setName(event.target.value)}
            />
            <TextField
              label={t("stores.registration")}
              required
              maxLength={100}
              value={registrationNumber}
              error={fieldError(begin.error, "registrationNumber")}
              onChange={(event) => setRegistrationNumber(event.target.value)}
            />
          </div>
        )}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" busy={begin.isPending || begin.isSuccess}>
            {t("accounts.toTikTok")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
