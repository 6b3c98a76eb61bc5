import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "../../components/Field";
import { wordsOf } from "./policyForm";

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  words: readonly string[];
  lowerCase?: boolean;
  onChange: (words: string[]) => void;
}

/** A few words with commas between them. */
export function WordsField({ label, hint, error, words, lowerCase = false, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => [...words].toSorted().join(", "));
  return (
    <TextField
      label={label}
      hint={hint ?? t("policy.commas")}
      error={error}
      value={text}
      placeholder={t("policy.none")}
      onChange={(event) => {
        setText(event.target.value);
        onChange(wordsOf(lowerCase ? event.target.value.toLowerCase() : event.target.value));
      }}
    />
  );
}
