/** One of eight hues that colour-blind people can tell apart, always the same for the same seed. */
export function hueOf(seed: string): number {
  let hash = 0;
  for (const letter of seed) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) | 0;
  return Math.abs(hash) % 8;
}
