const FIRST = 500;
const LONGEST = 30_000;

/**
 * How long to wait before the nth attempt to reconnect, in milliseconds. Half of it is chance: ten thousand browsers
 * that lost the server in the same instant must not come back in the same instant.
 */
export function backOff(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST, FIRST * 2 ** attempt);
  return full / 2 + random() * (full / 2);
}
