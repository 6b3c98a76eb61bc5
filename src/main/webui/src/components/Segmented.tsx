import { useId } from "react";

interface Props<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

export function Segmented<T extends string>({ label, value, choices, onChange }: Props<T>) {
  const name = useId();
  return (
    <div className="segmented" role="radiogroup" aria-label={label}>
      {choices.map((it) => (
        <label key={it.value}>
          <input type="radio" name={name} checked={it.value === value} onChange={() => onChange(it.value)} />
          {it.label}
        </label>
      ))}
    </div>
  );
}
