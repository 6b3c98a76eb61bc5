import type { TFunction } from "i18next";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Alert, AlertKind } from "../api/cockpit";
import { fromNow, spanOf } from "../lib/span";
import { shortDateTime } from "../lib/time";
import { useNow } from "../lib/useNow";

/** What an error code of TikTok means; the number where nobody knows. */
export function codeText(t: TFunction, exists: (key: string) => boolean, code: string): string {
  const known = `tiktokCode.${code}`;
  return exists(known) ? t(known as "tiktokCode.40064") : t("tiktokCode.unknown", { code });
}

export function useCodeText(): (code: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback((code) => codeText(t, (key) => i18n.exists(key), code), [t, i18n]);
}

/** A list of slugs in the words of the catalogue: "READ_COMMENTS,WRITE_COMMENTS" is "read comments, write comments". */
export function useCapabilities(): (features: readonly string[]) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (features) =>
      new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(
        features.map((it) => (i18n.exists(`capability.${it}`) ? t(`capability.${it}` as "capability.SEND_DM") : it)),
      ),
    [t, i18n],
  );
}

interface AlertText {
  title: (kind: AlertKind) => string;
  /** What is wrong, with the figures of this one. */
  text: (alert: Alert) => string;
  todo: (kind: AlertKind) => string;
}

/** An alert comes as a kind with facts: here it becomes words. */
export function useAlertText(): AlertText {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const code = useCodeText();
  const capabilities = useCapabilities();
  return useMemo(() => {
    const locale = i18n.language;
    const text = ({ kind, since, args }: Alert): string => {
      const number = (name: string) => Number(args[name] ?? 0);
      const said = (name: string) => String(args[name] ?? "");
      const time = (name: string) => (Number.isNaN(Date.parse(said(name))) ? "–" : shortDateTime(said(name), locale));
      const relative = (name: string) => (Number.isNaN(Date.parse(said(name))) ? "–" : fromNow(said(name), now, locale));
      switch (kind) {
        case "TOKEN_NOT_RENEWED":
          return t("alert.TOKEN_NOT_RENEWED.text", { expiresAt: time("expiresAt") });
        case "CONSENT_ENDING":
          return t("alert.CONSENT_ENDING.text", { endsAt: time("endsAt") });
        case "PERMISSION_MISSING":
          return t("alert.PERMISSION_MISSING.text", { features: capabilities(said("features").split(",").filter(Boolean)) });
        case "WEBHOOKS_ELSEWHERE": {
          const topic = said("topic");
          return t("alert.WEBHOOKS_ELSEWHERE.text", { topic: topic === "COMMENT" || topic === "DIRECT_MESSAGE" ? t(`topic.${topic}`) : topic, callbackUrl: said("callbackUrl") });
        }
        case "SOME_POSTS_ONLY":
          return t("alert.SOME_POSTS_ONLY.text", { posts: number("posts") });
        case "SILENT": {
          const last = Date.parse(said("lastEventAt"));
          const quiet = (now - (Number.isNaN(last) ? Date.parse(since) : last)) / 1_000;
          return t("alert.SILENT.text", { quiet: spanOf(quiet, locale), usual: spanOf(number("usualGapSeconds"), locale) });
        }
        case "BACKLOG":
          return t("alert.BACKLOG.text", { waiting: number("waiting"), oldestAt: relative("oldestAt") });
        case "PARKED":
          return t("alert.PARKED.text", { count: number("count") });
        case "SENDS_FAILING":
          return t("alert.SENDS_FAILING.text", { failed: number("failed"), of: number("of"), code: code(said("code")) });
        case "QUOTA_USED_UP":
          return t("alert.QUOTA_USED_UP.text", { until: time("until") });
        case "READ_BACK_FAILING":
          return t("alert.READ_BACK_FAILING.text", { failures: number("failures"), failure: said("failure"), nextAt: relative("nextAt") });
        case "NEEDS_RECONNECT":
        case "MESSAGES_NOT_SUBSCRIBED":
        case "COMMENTS_NOT_SUBSCRIBED":
          return t(`alert.${kind}.text`);
        default:
          return kind satisfies never;
      }
    };
    return {
      title: (kind) => t(`alert.${kind}.title`),
      text,
      todo: (kind) => t(`alert.${kind}.todo`),
    };
  }, [t, i18n.language, now, code, capabilities]);
}
