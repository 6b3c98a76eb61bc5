import { X } from "lucide-react";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  label: string;
  hint?: string;
  empty: string;
  tags: readonly { id: string; name: string }[];
  onRemove: (id: string) => void;
  /** What adds another. */
  children: ReactNode;
}

/** A few words that can be taken away one by one, and something to add more. */
export function Tags({ label, hint, empty, tags, onRemove, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span className="field-label" id={id}>
        {label}
      </span>
      {tags.length === 0 ? (
        <p className="faint">{empty}</p>
      ) : (
        <ul className="tags">
          {tags.map((it) => (
            <li key={it.id}>
              <button type="button" className="tag" aria-label={t("agentWork.remove", { what: it.name })} title={t("agentWork.remove", { what: it.name })} onClick={() => onRemove(it.id)}>
                <span className="truncate">{it.name}</span>
                <X size={13} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {children}
      {hint && <p className="field-hint">{hint}</p>}
    </div>
  );
}
