import type { Conversation } from "../api/types";

export type AnswerWindow = NonNullable<Conversation["window"]>;

/** How often we may still answer now; null stands for any number. */
export interface Answering {
  over: boolean;
  remaining: number | null;
  limit: number | null;
}

/** The server said how it was when it last spoke; whether the window has ended since, the clock knows. */
export function answering(window: AnswerWindow, now: number): Answering {
  const over = window.expiresAt === null || Date.parse(window.expiresAt) <= now;
  return over ? { over, remaining: window.afterwards, limit: window.afterwards } : { over, remaining: window.remaining, limit: window.limit };
}
