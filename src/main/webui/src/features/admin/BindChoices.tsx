import { useTranslation } from "react-i18next";
import type { Account, StoreRef } from "../../api/types";
import { SelectField } from "../../components/Field";

export interface Choices {
  storeId: string;
  role: Account["role"];
  platform: Account["platform"];
}

interface Props {
  value: Choices;
  stores: readonly StoreRef[];
  onChange: (value: Choices) => void;
}

/** Which store gets the account, and as what. */
export function BindChoices({ value, stores, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <SelectField label={t("panel.store")} value={value.storeId} onChange={(event) => onChange({ ...value, storeId: event.target.value })}>
        {stores.map((it) => (
          <option key={it.id} value={it.id}>
            {it.name} · {it.market}
          </option>
        ))}
      </SelectField>
      <div className="form-row">
        <SelectField
          label={t("accounts.role")}
          hint={t(`accounts.roleHint.${value.role}`)}
          value={value.role}
          onChange={(event) => onChange({ ...value, role: event.target.value as Choices["role"] })}
        >
          {(["OFFICIAL", "CHANNEL"] as const).map((it) => (
            <option key={it} value={it}>
              {t(`role.${it}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("accounts.platform")}
          value={value.platform}
          onChange={(event) => onChange({ ...value, platform: event.target.value as Choices["platform"] })}
        >
          {(["TIKTOK_BUSINESS", "TIKTOK_SHOP"] as const).map((it) => (
            <option key={it} value={it}>
              {t(`platform.${it}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </>
  );
}
