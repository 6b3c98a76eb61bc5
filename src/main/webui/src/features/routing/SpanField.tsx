import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "../../components/Field";
import { durationOf, secondsOf } from "../../lib/duration";

const UNITS = { minute: 60, hour: 3_600, day: 86_400 } as const;
type Unit = keyof typeof UNITS;

interface Props {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string | null;
  /** Whether nothing is an answer, too. */
  optional?: boolean;
  onChange: (value: string | null) => void;
}

function unitOf(seconds: number): Unit {
  if (seconds >= UNITS.day && seconds % UNITS.day === 0) return "day";
  return seconds >= UNITS.hour && seconds % UNITS.hour === 0 ? "hour" : "minute";
}

/** How long: a number and what it counts. */
export function SpanField({ label, hint, error, value, optional = false, onChange }: Props) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<Unit>(() => unitOf(secondsOf(value ?? "")));
  const amount = value === null ? "" : String(secondsOf(value) / UNITS[unit]);
  const say = (text: string, of: Unit) => onChange(text === "" && optional ? null : durationOf(Number(text) * UNITS[of]));
  return (
    <div className="span-field">
      <TextField
        label={label}
        hint={hint}
        error={error}
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        value={amount}
        placeholder={optional ? t("policy.none") : undefined}
        onChange={(event) => say(event.target.value, unit)}
      />
      <select
        className="input"
        aria-label={t("policy.unitOf", { what: label })}
        value={unit}
        onChange={(event) => {
          const next = event.target.value as Unit;
          setUnit(next);
          if (amount !== "") say(amount, next);
        }}
      >
        {(Object.keys(UNITS) as Unit[]).map((it) => (
          <option key={it} value={it}>
            {t(`policy.unit.${it}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
