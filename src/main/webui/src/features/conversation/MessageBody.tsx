import { EyeOff, Link2, MessageCircleQuestion, MousePointerClick, Share2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../api/types";
import { CardView } from "../../components/CardView";
import { UserText } from "../../components/UserText";
import { LongText } from "./LongText";
import { MediaView } from "./MediaView";

/** So TikTok calls voice messages and whatever else it does not hand over. */
const NO_KIND = "other";

/** What a message says, whatever kind it is of. An unknown kind is shown as one, never as nothing. */
export function MessageBody({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { type, text, media, template, tapped } = message;
  const post = media.map((it) => it.postId).find((it) => it && /^[0-9]{1,20}$/.test(it));
  switch (type) {
    case "TEXT":
      return tapped ? <TappedButton title={tapped.title} /> : <LongText text={text ?? ""} />;
    case "ASSIGNED":
    case "STATUS":
    case "ANSWERED_PRIVATELY":
    case "BEGAN_WITH_COMMENT":
      return <LongText text={text ?? ""} />;
    case "EMOJI":
    case "STICKER":
    case "IMAGE":
    case "VIDEO":
      return (
        <>
          {media.map((it) => (
            <MediaView key={it.mediaId} media={it} />
          ))}
          {media.length === 0 && !text && t(`messageType.${type}`)}
          {text && (type === "EMOJI" ? <span className="message-emoji">{text}</span> : <LongText text={text} />)}
        </>
      );
    case "SHARE_POST":
      return (
        <span className="message-card">
          <Share2 size={16} aria-hidden="true" />
          <span>
            <strong>{t("message.sharedPost")}</strong>
            {text && <LongText text={text} />}
            {media.map((it) => (
              <MediaView key={it.mediaId} media={it} />
            ))}
            {post && (
              <a href={`https://www.tiktok.com/player/v1/${post}`} target="_blank" rel="noopener noreferrer">
                {t("post.open")}
              </a>
            )}
          </span>
        </span>
      );
    case "TEMPLATE":
      return (
        <CardView style={template?.style ?? null} title={text} buttons={(template?.buttons ?? []).map((it) => it.title)} />
      );
    case "REFERRAL":
      return (
        <span className="message-card">
          <Link2 size={16} aria-hidden="true" />
          <span>
            <strong>{t("message.referral")}</strong>
            {text && <LongText text={text} />}
          </span>
        </span>
      );
    case "WITHHELD":
      return (
        <span className="message-card">
          <EyeOff size={16} aria-hidden="true" />
          <span>
            <strong>{t("message.withheld")}</strong>
            {t("message.withheldWhy")}
          </span>
        </span>
      );
    case "UNSUPPORTED":
      return (
        <span className="message-card">
          <MessageCircleQuestion size={16} aria-hidden="true" />
          <span>
            <strong>{t("message.unsupported")}</strong>
            {text && text !== NO_KIND ? <LongText text={text} /> : t("message.unsupportedWhy")}
          </span>
        </span>
      );
    default:
      return type satisfies never;
  }
}

/** Nobody typed this: it is what a button says. */
function TappedButton({ title }: { title: string }) {
  const { t } = useTranslation();
  return (
    <span className="message-tapped">
      <MousePointerClick size={14} aria-hidden="true" />
      {t("message.tapped")} <UserText className="message-tapped-button" text={title} />
    </span>
  );
}
