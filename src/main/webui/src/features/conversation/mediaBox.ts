import type { Media } from "../../api/types";

const WIDEST = 260;
const HIGHEST = 320;
const LEAST = 72;

/** The place a picture takes in the thread, before and after it has come: nothing jumps when it does. */
export function boxOf({ kind, width, height }: Pick<Media, "kind" | "width" | "height">): { width: number; aspectRatio: string } | undefined {
  if (kind === "STICKER" || kind === "EMOJI" || !width || !height) return undefined;
  const scale = Math.min(1, WIDEST / width, HIGHEST / height);
  const least = (length: number) => Math.max(LEAST, Math.round(length * scale));
  // Not a height: where the thread is narrower still, the place keeps its shape.
  return { width: least(width), aspectRatio: `${least(width)} / ${least(height)}` };
}
