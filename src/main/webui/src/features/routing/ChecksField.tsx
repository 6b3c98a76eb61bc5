interface Props<T extends string> {
  label: string;
  hint?: string;
  error?: string | undefined;
  choices: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

/** Several of a few. */
export function ChecksField<T extends string>({ label, hint, error, choices, chosen, onChange }: Props<T>) {
  return (
    <fieldset className="checks rule-checks">
      <legend className="field-label">{label}</legend>
      {choices.map((it) => (
        <label key={it.value}>
          <input
            type="checkbox"
            checked={chosen.includes(it.value)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, it.value] : chosen.filter((other) => other !== it.value))}
          />
          {it.label}
        </label>
      ))}
      {error ? <p className="field-error">{error}</p> : hint && <p className="field-hint">{hint}</p>}
    </fieldset>
  );
}
