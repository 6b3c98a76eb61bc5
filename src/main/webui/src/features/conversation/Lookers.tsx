import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";

/** Colleagues who have the same conversation in front of them. Said politely when somebody comes, not when they go. */
export function Lookers({ names }: { names: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(names);
  const words = names.length > 0 ? t("thread.looking", { names: list, count: names.length }) : "";
  return (
    <span className="lookers" role="status" title={words}>
      {words && (
        <>
          <Eye size={14} aria-hidden="true" />
          <span className="truncate lookers-text">{words}</span>
        </>
      )}
    </span>
  );
}
