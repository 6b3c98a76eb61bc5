import type { Subscription } from "../../api/cockpit";
import type { Account } from "../../api/types";

/** Whether a kind of event reaches this server, as TikTok said when it was asked last. */
export type SubscriptionState = "RIGHT" | "UNKNOWN" | NonNullable<Subscription["warning"]>;

export function stateOf({ warning, checkedAt }: Pick<Subscription, "warning" | "checkedAt">): SubscriptionState {
  return warning ?? (checkedAt === null ? "UNKNOWN" : "RIGHT");
}

/** Without messages nothing works; without comments, or without some of them, most of it does. */
export const HEALTH_OF: Readonly<Record<SubscriptionState, Account["health"]>> = {
  RIGHT: "OK",
  UNKNOWN: "WARNING",
  SOME_POSTS_ONLY: "WARNING",
  COMMENTS_NOT_SUBSCRIBED: "WARNING",
  MESSAGES_NOT_SUBSCRIBED: "BROKEN",
  ANOTHER_ADDRESS: "BROKEN",
};

/** Whether at least some events of the kind arrive by webhook. */
export function arrives(state: SubscriptionState): boolean {
  return state === "RIGHT" || state === "SOME_POSTS_ONLY";
}
