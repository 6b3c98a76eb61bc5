const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How worried to look: TikTok lets a business answer only for so long after the customer's last message. */
export type WindowTone = "calm" | "soon" | "urgent" | "closed";

export interface WindowLeft {
  tone: WindowTone;
  hours: number;
  minutes: number;
}

export const URGENT_BELOW = 2 * HOUR;
export const SOON_BELOW = 12 * HOUR;

export function windowLeft(expiresAt: string, now: number): WindowLeft {
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return { tone: "closed", hours: 0, minutes: 0 };
  // Rounded down, so that we never promise a minute that is not there.
  const minutes = Math.floor(left / MINUTE);
  return { tone: toneOf(left), hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

function toneOf(left: number): WindowTone {
  if (left < URGENT_BELOW) return "urgent";
  return left < SOON_BELOW ? "soon" : "calm";
}
