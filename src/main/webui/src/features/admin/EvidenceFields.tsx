import { useTranslation } from "react-i18next";
import { EVIDENCE_TYPES, unfitEvidence } from "../../api/evidence";
import { AreaField, TextField } from "../../components/Field";

export interface Evidence {
  note: string;
  file: File | null;
}

export const NO_EVIDENCE: Evidence = { note: "", file: null };

/** Whether it can be sent as it is. */
export function isFit({ file }: Evidence): boolean {
  return file === null || unfitEvidence(file) === null;
}

interface Props {
  value: Evidence;
  hint: string;
  required: boolean;
  error: string | undefined;
  /** A store that does not exist yet has no place for a file. */
  withFile?: boolean;
  onChange: (value: Evidence) => void;
}

/** What shows that something is so: a note, and a file where there is one. */
export function EvidenceFields({ value, hint, required, error, withFile = true, onChange }: Props) {
  const { t } = useTranslation();
  const unfit = value.file && unfitEvidence(value.file);
  return (
    <>
      <AreaField
        label={t("evidence.note")}
        hint={hint}
        error={error}
        required={required}
        maxLength={2000}
        rows={2}
        placeholder={t("evidence.noteHint")}
        value={value.note}
        onChange={(event) => onChange({ ...value, note: event.target.value })}
      />
      {withFile && (
        <TextField
          label={t("evidence.file")}
          hint={t("evidence.fileHint")}
          error={unfit ? t(`evidence.${unfit}`) : undefined}
          type="file"
          accept={EVIDENCE_TYPES.join()}
          onChange={(event) => onChange({ ...value, file: event.target.files?.[0] ?? null })}
        />
      )}
    </>
  );
}
