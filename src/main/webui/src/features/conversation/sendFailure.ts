import type { failuresEn } from "../../i18n/failures.en";

export type SendFailure = Exclude<keyof (typeof failuresEn)["failure"], "code" | "mine" | "mineWithoutText">;

const MEANING: Readonly<Record<string, SendFailure>> = {
  ...all("REQUEST", 40000, 40002, 40400),
  ...all("PERMISSION", 40001),
  ...all("APP", 40003, 40113, 40117, 40118),
  ...all("GONE", 40007),
  ...all("REPEATED", 40050),
  ...all("DM_RULES", 40064),
  ...all("TOO_MANY", 40100, 40132, 61000, "quota-used-up-today"),
  ...all("ACCESS", 40102, 40103, 40104, 40105, 40107, 40108, 40110, 40131, "account-disconnected"),
  ...all("SCOPE", 40130),
  ...all("BUSY", 40201, 40202),
  ...all("FILE", ...Array.from({ length: 17 }, (_, index) => 40900 + index)),
  ...all("PICTURE", 40904),
  ...all("FILE_TOO_LARGE", 40907),
  ...all("FILE_TYPE", 40908),
  ...all("FILE_EXPIRED", 40910),
  ...all("BLOCKED", 41000),
  ...all("ILL", 50000, 50002, 51010, 51065),
  ...all("MAINTENANCE", 60001),
  ...all("WINDOW_CLOSED", "window-closed"),
  ...all("QUOTA_USED_UP", "quota-used-up"),
  ...all("ACCOUNT_UNBOUND", "account-unbound"),
  ...all("NOT_CONFIGURED", "platform-not-configured"),
  ...all("PRIVATE_REPLIES_OFF", "private-replies-off"),
  ...all("PRIVATE_REPLY_REFUSED", "private-reply-refused"),
};

/** What a code says, TikTok's (wire notes, section 5.2) or one of our own; UNKNOWN for any other. */
export function sendFailureOf(code: string | null | undefined): SendFailure {
  // What was found out just before the call has a code for every reason.
  return MEANING[code ?? ""] ?? (code?.startsWith("private-reply-") ? "PRIVATE_REPLY_NOT_POSSIBLE" : "UNKNOWN");
}

/** TikTok's codes are numbers; what is refused before TikTok is asked has a name. */
export function isTikToks(code: string | null | undefined): code is string {
  return /^\d+$/.test(code ?? "");
}

function all(meaning: SendFailure, ...codes: readonly (number | string)[]): Record<string, SendFailure> {
  return Object.fromEntries(codes.map((it) => [String(it), meaning]));
}
