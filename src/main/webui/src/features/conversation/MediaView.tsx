import { FileQuestion, Film, Image as ImageIcon, Smile } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Media, MessageType } from "../../api/types";

interface Props {
  media: Media;
  type: MessageType;
}

const ICONS = { IMAGE: ImageIcon, VIDEO: Film, STICKER: Smile } as const;

/** A picture or video once we hold it; until then, or if TikTok no longer gives it, a place that says what it was. */
export function MediaView({ media: { url }, type }: Props) {
  const { t } = useTranslation();
  const [broken, setBroken] = useState<string>();
  const kind = type === "VIDEO" || type === "STICKER" ? type : "IMAGE";
  const Icon = ICONS[kind] ?? FileQuestion;

  if (!url || broken === url) {
    return (
      <span className={`media media-${kind} media-missing`}>
        <Icon size={22} strokeWidth={1.6} aria-hidden="true" />
        {url ? t("media.gone") : t("media.loading")}
      </span>
    );
  }
  if (kind === "VIDEO") {
    return <video className="media media-VIDEO" src={url} controls preload="metadata" onError={() => setBroken(url)} />;
  }
  const image = <img src={url} alt={t(`messageType.${kind}`)} loading="lazy" onError={() => setBroken(url)} />;
  if (kind === "STICKER") return <span className="media media-STICKER">{image}</span>;
  return (
    <a className="media media-IMAGE" href={url} target="_blank" rel="noopener noreferrer">
      {image}
    </a>
  );
}
