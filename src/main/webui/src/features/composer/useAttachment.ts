import { useCallback, useEffect, useRef, useState } from "react";
import { uploadFile } from "../../api/client";
import type { Upload } from "../../api/types";
import { unfit, type Unfit } from "./attachmentRules";

/** A picture beside the text: on its way to the server, there, or refused. */
export interface Attachment {
  name: string;
  previewUrl: string;
  /** From 0 to 1. */
  progress: number;
  mediaId: string | null;
  error: Error | null;
}

/** A picture that the server has, and that is in no message yet. */
export interface Ready {
  mediaId: string;
  previewUrl: string;
}

/** The one picture that is being attached. Give its owner the conversation as `key`. */
export function useAttachment() {
  const [attachment, setAttachment] = useState<Attachment | null>(null);
  const [refused, setRefused] = useState<Unfit | null>(null);
  // The truth between two renderings: five Enters in one instant must find it gone after the first.
  const ready = useRef<Ready | null>(null);
  const underWay = useRef<AbortController>(undefined);

  // Shown also by the bubble of what is on its way, and so kept as long as this conversation is open.
  const previews = useRef<string[]>([]);

  useEffect(
    () => () => {
      underWay.current?.abort();
      previews.current.forEach((it) => URL.revokeObjectURL(it));
    },
    [],
  );

  const remove = useCallback(() => {
    underWay.current?.abort();
    ready.current = null;
    setAttachment(null);
    setRefused(null);
  }, []);

  const attach = useCallback(async (file: File): Promise<void> => {
    underWay.current?.abort();
    ready.current = null;
    const why = unfit(file);
    setRefused(why);
    if (why) return setAttachment(null);
    const mine = new AbortController();
    underWay.current = mine;
    const change = (next: Partial<Attachment>) => {
      if (!mine.signal.aborted) setAttachment((it) => it && { ...it, ...next });
    };
    const previewUrl = URL.createObjectURL(file);
    previews.current.push(previewUrl);
    setAttachment({ name: file.name, previewUrl, progress: 0, mediaId: null, error: null });
    try {
      const upload = await uploadFile<Upload>("/api/media", file, (progress) => change({ progress }), mine.signal);
      if (!mine.signal.aborted) ready.current = { mediaId: upload.id, previewUrl };
      change({ mediaId: upload.id, progress: 1 });
    } catch (failure) {
      change({ error: failure instanceof Error ? failure : new Error(String(failure)) });
    }
  }, []);

  /** The picture if there is one to send, and from then on it is the caller's. */
  const take = useCallback((): Ready | null => {
    const taken = ready.current;
    if (taken) remove();
    return taken;
  }, [remove]);

  const giveBack = useCallback((picture: Ready) => {
    underWay.current?.abort();
    ready.current = picture;
    setRefused(null);
    setAttachment({ name: "", ...picture, progress: 1, error: null });
  }, []);

  return { attachment, refused, attach, remove, take, giveBack };
}
