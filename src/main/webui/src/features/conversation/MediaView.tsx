import { useMutation } from "@tanstack/react-query";
import { FileDown, Film, Image as ImageIcon, RotateCcw, Share2, Smile } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import type { Media } from "../../api/types";
import { Button } from "../../components/Button";
import { Lightbox } from "./Lightbox";
import { boxOf } from "./mediaBox";

interface Props {
  media: Media;
}

const ICONS = { IMAGE: ImageIcon, VIDEO: Film, STICKER: Smile, EMOJI: Smile, SHARE_POST: Share2 } as const;

/** A picture or video once we hold it; until then, or if there is none, a place of the same size that says why. */
export function MediaView({ media }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [broken, setBroken] = useState<string>();
  const { kind, url, thumbnailUrl, contentType, state } = media;
  const name = t(`messageType.${kind}`);

  if (state !== "READY" || !url || broken === url) return <MissingMedia media={media} broken={broken !== undefined} />;
  if (kind === "VIDEO") {
    return (
      <video className="media media-VIDEO" style={boxOf(media)} src={url} controls preload="metadata" aria-label={name} onError={() => setBroken(url)} />
    );
  }
  if (contentType === "image/heic") {
    return (
      <a className="media-file" href={url} download>
        <FileDown size={16} aria-hidden="true" />
        {t("media.save")}
      </a>
    );
  }
  const image = <img src={thumbnailUrl ?? url} alt={name} loading="lazy" decoding="async" onError={() => setBroken(url)} />;
  if (kind === "STICKER" || kind === "EMOJI") return <span className={`media media-${kind}`}>{image}</span>;
  return (
    <>
      <button type="button" className="media media-IMAGE" style={boxOf(media)} aria-label={t("media.open", { name })} onClick={() => setOpen(true)}>
        {image}
      </button>
      {open && <Lightbox url={url} name={name} onClose={() => setOpen(false)} />}
    </>
  );
}

function MissingMedia({ media, broken }: Props & { broken: boolean }) {
  const { t } = useTranslation();
  const again = useMutation({ mutationFn: () => sendJson("POST", `/api/media/${media.mediaId}/fetch`) });
  const { kind, state, reason } = media;
  const Icon = ICONS[kind];
  const pending = state === "PENDING" && reason === null;

  // A post of somebody else's has no cover, and nothing is wrong with that.
  if (reason === "NO_COVER") return null;
  return (
    <span className={`media media-${kind} media-missing ${pending ? "skeleton" : ""}`} style={boxOf(media)} role={pending ? "status" : undefined}>
      <Icon size={22} strokeWidth={1.6} aria-hidden="true" />
      <span>{pending ? t("media.loading") : broken ? t("media.gone") : t(`media.${reason ?? "UNREACHABLE"}`)}</span>
      {(state === "FAILED" || state === "EXPIRED") && (
        <Button small look="quiet" busy={again.isPending} onClick={() => again.mutate()}>
          <RotateCcw size={13} aria-hidden="true" />
          {again.isError ? t("common.retry") : t("media.fetchAgain")}
        </Button>
      )}
    </span>
  );
}
