import { Reply, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/Button";
import { UserText } from "../../components/UserText";
import type { Quote } from "./drafts";

/** The message that is answered in particular. */
export function QuotePreview({ quoted, onRemove }: { quoted: Quote; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="composer-quote">
      <Reply size={14} aria-label={t("composer.quoting")} role="img" />
      {quoted.text ? <UserText className="truncate" text={quoted.text} /> : <span className="truncate">{t(`messageType.${quoted.type}`)}</span>}
      <IconButton label={t("composer.unquote")} small onClick={onRemove}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
