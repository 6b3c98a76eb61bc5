import { useTranslation } from "react-i18next";
import type { Candidate, Decision } from "../../api/types";
import { languageName } from "../../lib/languages";
import { unitsOf } from "../../lib/load";
import { clockTime, isSameDay, shortDateTime } from "../../lib/time";

/**
 * Puts into words what routing kept of a decision.
 *
 * @param language in which the customer writes, if that is known
 */
export function useWhy(language: string | null) {
  const { t, i18n } = useTranslation();
  const since = (iso: string | null, seenFrom: string) =>
    iso === null ? "" : isSameDay(iso, seenFrom) ? clockTime(iso, i18n.language) : shortDateTime(iso, i18n.language);

  const reasons = (all: readonly string[]) =>
    all
      .map((it) => {
        if (it === "SPEAKS_LANGUAGE" && language) return t("why.speaks", { language: languageName(language, i18n.language) });
        const key = `why.reason.${it}`;
        return i18n.exists(key) ? t(key as "why.reason.LAST_SERVED") : it;
      })
      .join(t("why.comma"));

  const verdict = (it: Candidate, at: string) => {
    if (it.verdict === "NOT_CONNECTED" && it.seenAt === null) return t("why.verdictOf.NEVER_CONNECTED");
    const from = it.verdict === "NOT_CONNECTED" ? it.seenAt : it.dutySince;
    return t(`why.verdictOf.${it.verdict}`, { since: since(from, at), load: `${unitsOf(it.load)}/${unitsOf(it.capacity)}` });
  };

  /** Who could not, the closest first: three names say more than a sum. */
  const against = ({ candidates, others, at }: Decision) => {
    const named = candidates.slice(0, 3).map((it) => `${it.name}${i18n.language === "en" ? ": " : "："}${verdict(it, at)}`);
    const more = candidates.length - named.length + others;
    if (named.length === 0) return t("why.nobody");
    return [...named, ...(more > 0 ? [t("why.more", { count: more })] : [])].join(" · ");
  };
  return { reasons, verdict, against, since };
}
