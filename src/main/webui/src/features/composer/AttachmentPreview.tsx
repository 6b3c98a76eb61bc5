import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/Button";
import { UserText } from "../../components/UserText";
import { useProblemText } from "../../i18n/useProblemText";
import type { Unfit } from "./attachmentRules";
import type { Attachment } from "./useAttachment";

interface Props {
  attachment: Attachment | null;
  refused: Unfit | null;
  /** Words go out as a message of their own. */
  withText: boolean;
  onRemove: () => void;
}

/** What is attached, how far it has got, or why it cannot be. */
export function AttachmentPreview({ attachment, refused, withText, onRemove }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  if (!attachment && !refused) return null;
  const wrong = refused ? t(`attach.${refused}`) : attachment?.error ? words(attachment.error) : null;
  return (
    <div className="attachment">
      {attachment && <img src={attachment.previewUrl} alt={t("attach.preview")} />}
      <div className="attachment-state">
        {attachment && <UserText className="truncate" text={attachment.name} />}
        {wrong ? (
          <p className="composer-over" role="alert">
            {wrong}
          </p>
        ) : attachment && !attachment.mediaId ? (
          <progress max={1} value={attachment.progress} aria-label={t("attach.uploading")} />
        ) : (
          <p className="composer-hint">{t(withText ? "attach.readyWithText" : "attach.ready")}</p>
        )}
      </div>
      <IconButton label={t("attach.remove")} onClick={onRemove}>
        <X size={16} />
      </IconButton>
    </div>
  );
}
