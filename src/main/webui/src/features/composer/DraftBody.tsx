import { Share2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CardView } from "../../components/CardView";
import { UserText } from "../../components/UserText";
import { templateOf } from "./cardRules";
import type { Draft } from "./drafts";

/** What a draft will say. */
export function DraftBody({ draft: { text, picture, post, card, quoted } }: { draft: Draft }) {
  const { t } = useTranslation();
  const template = card && templateOf(card);
  return (
    <>
      {quoted && (
        <span className="quote truncate">{quoted.text ? <UserText text={quoted.text} /> : t(`messageType.${quoted.type}`)}</span>
      )}
      {picture && <img className="pending-picture" src={picture.previewUrl} alt={t("attach.preview")} />}
      {post && (
        <span className="message-card">
          <Share2 size={16} aria-hidden="true" />
          <span>
            <strong>{t("message.sharedPost")}</strong>
            {post.caption && <UserText text={post.caption} />}
          </span>
        </span>
      )}
      {template && <CardView style={template.style} title={template.title} buttons={template.buttons.map((it) => it.title)} />}
      {text && <UserText className="message-text" text={text} />}
    </>
  );
}
