import type { ReplyTemplate } from "../../api/types";

/** A card as it is being written. */
export interface CardDraft {
  style: ReplyTemplate["style"];
  title: string;
  /** What the buttons say; those that say nothing are left out. */
  buttons: readonly string[];
}

/** TikTok's. Counted as JavaScript counts: whoever counts otherwise counts fewer. */
export const CARD_LIMITS = { title: 40, buttons: 3, button: { BUTTONS: 20, LINKS: 40 } } as const;

export type CardFault = "titleMissing" | "titleTooLong" | "buttonsMissing" | "buttonTooLong";

export function emptyCard(): CardDraft {
  return { style: "BUTTONS", title: "", buttons: [""] };
}

/** Why a card cannot be sent yet; null if it can. */
export function cardFault({ style, title, buttons }: CardDraft): CardFault | null {
  const said = buttons.map((it) => it.trim()).filter((it) => it !== "");
  if (title.trim() === "") return "titleMissing";
  if (title.trim().length > CARD_LIMITS.title) return "titleTooLong";
  if (said.length === 0 || said.length > CARD_LIMITS.buttons) return "buttonsMissing";
  return said.some((it) => it.length > CARD_LIMITS.button[style]) ? "buttonTooLong" : null;
}

/** As the server takes it. */
export function templateOf({ style, title, buttons }: CardDraft): ReplyTemplate {
  return {
    style,
    title: title.trim(),
    buttons: buttons.flatMap((it) => (it.trim() === "" ? [] : [{ title: it.trim() }])),
  };
}
