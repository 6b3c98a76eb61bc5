import { EyeOff, Link2, MessageCircleQuestion, Share2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../api/types";
import { LongText } from "./LongText";
import { MediaView } from "./MediaView";

/** What a message says, whatever kind it is of. An unknown kind is shown as one, never as nothing. */
export function MessageBody({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { type, text, media, buttons } = message;
  switch (type) {
    case "TEXT":
    case "ASSIGNED":
    case "STATUS":
      return <LongText text={text ?? ""} />;
    case "EMOJI":
    case "STICKER":
    case "IMAGE":
    case "VIDEO":
      return (
        <>
          {media.map((it, index) => (
            <MediaView key={it.mediaId ?? index} media={it} type={type} />
          ))}
          {media.length === 0 && !text && <MediaView media={{ kind: type, mediaId: null, url: null }} type={type} />}
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
            {media.map((it, index) => (
              <MediaView key={it.mediaId ?? index} media={it} type="IMAGE" />
            ))}
          </span>
        </span>
      );
    case "TEMPLATE":
      return (
        <>
          {text && <LongText text={text} />}
          {buttons.length > 0 && (
            <span className="message-buttons">
              {buttons.map((it, index) => (
                <bdi key={index} dir="auto">
                  {it}
                </bdi>
              ))}
            </span>
          )}
        </>
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
            {text ? <LongText text={text} /> : t("message.unsupportedWhy")}
          </span>
        </span>
      );
    default:
      return type satisfies never;
  }
}
