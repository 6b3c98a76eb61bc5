import { useTranslation } from "react-i18next";
import { TextField } from "../../components/Field";
import { EvidenceFields, type Evidence } from "./EvidenceFields";
import { fieldError } from "./fieldError";

interface Props {
  since: string;
  evidence: Evidence;
  withFile: boolean;
  error: Error | null;
  onSince: (since: string) => void;
  onEvidence: (evidence: Evidence) => void;
}

/** Since when the probation stands as it is said to, and what shows it. */
export function ProbationGround({ since, evidence, withFile, error, onSince, onEvidence }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className="ground">
      <legend className="visually-hidden">{t("stores.probation")}</legend>
      <TextField
        label={t("storePage.probationSince")}
        hint={t("storePage.probationSinceHint")}
        type="date"
        required
        value={since}
        error={fieldError(error, "probationSince")}
        onChange={(event) => onSince(event.target.value)}
      />
      <EvidenceFields
        value={evidence}
        hint={t("storePage.probationChanged")}
        required
        withFile={withFile}
        error={fieldError(error, "probationEvidence")}
        onChange={onEvidence}
      />
    </fieldset>
  );
}
