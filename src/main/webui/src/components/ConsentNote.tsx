import { useTranslation } from "react-i18next";
import type { Account } from "../api/types";
import { fromNow } from "../lib/span";
import { useNow } from "../lib/useNow";
import { Callout } from "./Callout";

/** TikTok's consent lasts a year and cannot be extended: says so in time, and how much time there is. */
export function ConsentNote({ account: { consentNotice, consentEndsAt } }: { account: Account }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (!consentNotice || !consentEndsAt) return null;
  return <Callout tone="warn">{t(`consent.${consentNotice}`, { time: fromNow(consentEndsAt, now, i18n.language) })}</Callout>;
}
