import type { Alert, Topic } from "../../api/cockpit";

/** What helps against an alert: somewhere to go, or something to do. */
export type Remedy =
  | { does: "reconnect" | "refresh" | "readBack" | "selfTest" | "parked" }
  | { does: "subscribe"; topic: Topic };

export function remedyFor({ kind, args }: Pick<Alert, "kind" | "args">): Remedy | null {
  switch (kind) {
    case "NEEDS_RECONNECT":
    case "CONSENT_ENDING":
    case "PERMISSION_MISSING":
      return { does: "reconnect" };
    case "TOKEN_NOT_RENEWED":
      return { does: "refresh" };
    case "MESSAGES_NOT_SUBSCRIBED":
      return { does: "subscribe", topic: "DIRECT_MESSAGE" };
    case "COMMENTS_NOT_SUBSCRIBED":
    case "SOME_POSTS_ONLY":
      return { does: "subscribe", topic: "COMMENT" };
    case "WEBHOOKS_ELSEWHERE":
      return { does: "subscribe", topic: args["topic"] === "COMMENT" ? "COMMENT" : "DIRECT_MESSAGE" };
    case "SILENT":
      return { does: "readBack" };
    case "SENDS_FAILING":
    case "READ_BACK_FAILING":
      return { does: "selfTest" };
    case "PARKED":
      return { does: "parked" };
    case "BACKLOG":
    case "QUOTA_USED_UP":
      return null;
    default:
      return kind satisfies never;
  }
}

/** Where an account is connected again: the form is with the other accounts. */
export function reconnectAt(accountId: string): string {
  return `/admin/accounts?reconnect=${accountId}`;
}
