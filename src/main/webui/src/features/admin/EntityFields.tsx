import { useTranslation } from "react-i18next";
import type { LegalEntity } from "../../api/types";
import { TextField } from "../../components/Field";
import { fieldError } from "./fieldError";

interface Props {
  value: LegalEntity;
  error: Error | null;
  onChange: (value: LegalEntity) => void;
}

/** Whose account it is declared to be. */
export function EntityFields({ value, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="form-row">
      <TextField
        label={t("stores.entity")}
        hint={t("accounts.entityHint")}
        required
        maxLength={200}
        value={value.name}
        error={fieldError(error, "name")}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
      />
      <TextField
        label={t("stores.registration")}
        required
        maxLength={100}
        value={value.registrationNumber}
        error={fieldError(error, "registrationNumber")}
        onChange={(event) => onChange({ ...value, registrationNumber: event.target.value })}
      />
    </div>
  );
}
