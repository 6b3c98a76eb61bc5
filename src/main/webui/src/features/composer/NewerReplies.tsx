import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button";
import { UserText } from "../../components/UserText";
import { clockTime } from "../../lib/time";
import { DraftBody } from "./DraftBody";
import type { Conflict } from "./useOutbox";

interface Props {
  conflict: Conflict;
  onSendAnyway: () => void;
  onEdit: () => void;
}

/** A colleague was faster: both answers side by side, and a person decides. */
export function NewerReplies({ conflict, onSendAnyway, onEdit }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <section className="newer" aria-label={t("composer.newer")}>
      <p className="newer-title" role="alert">
        {t("composer.newer")}
      </p>
      <div className="newer-sides">
        <div>
          <h4>{t("composer.theirs")}</h4>
          {conflict.newer.map((it) => (
            <p key={it.id} className="newer-text">
              <span className="newer-by">
                {it.author.name} <time dateTime={it.sentAt}>{clockTime(it.sentAt, i18n.language)}</time>
              </span>
              <UserText text={it.text ?? t(`messageType.${it.type}`)} />
            </p>
          ))}
        </div>
        <div>
          <h4>{t("composer.yours")}</h4>
          <div className="newer-text">
            <DraftBody draft={conflict.draft} />
          </div>
        </div>
      </div>
      <div className="newer-actions">
        <Button small look="quiet" onClick={onEdit}>
          {t("composer.edit")}
        </Button>
        <Button small look="primary" onClick={onSendAnyway}>
          {t("composer.sendAnyway")}
        </Button>
      </div>
    </section>
  );
}
