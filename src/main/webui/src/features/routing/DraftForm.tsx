import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../../api/client";
import type { Policy } from "../../api/policies";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { TextField } from "../../components/Field";
import { useProblemText } from "../../i18n/useProblemText";
import { PolicyEditor } from "./PolicyEditor";
import { useNames } from "./useNames";

interface Props {
  storeId: string;
  policy: Policy;
  note: string;
  error: Error | null;
  busy: boolean;
  onSave: (policy: Policy, note: string) => void;
  onDirty?: () => void;
}

export function DraftForm({ storeId, policy: start, note: startNote, error, busy, onSave, onDirty }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const names = useNames(storeId);
  const [policy, setPolicy] = useState(start);
  const [note, setNote] = useState(startNote);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSave(policy, note);
  };
  return (
    <form className="draft" onSubmit={submit} noValidate>
      {error && (
        <Callout tone="danger">
          {words(error)}
          {error instanceof ProblemError && error.errors.length > 0 && <p>{t("policy.wrongFields", { count: error.errors.length })}</p>}
        </Callout>
      )}
      <PolicyEditor
        policy={policy}
        names={names}
        error={error}
        onChange={(changed) => {
          setPolicy(changed);
          onDirty?.();
        }}
      />
      <div className="card draft-foot">
        <TextField
          label={t("policy.note")}
          hint={t("policy.noteHint")}
          maxLength={500}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
            onDirty?.();
          }}
        />
        <div className="form-end">
          <Button type="submit" look="primary" busy={busy}>
            {t("policy.save")}
          </Button>
        </div>
      </div>
    </form>
  );
}
