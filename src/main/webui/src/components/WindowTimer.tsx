import { Hourglass, LockKeyhole } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNow } from "../lib/useNow";
import { answering, type AnswerWindow } from "../lib/answering";
import { windowLeft, type WindowLeft } from "../lib/windowLeft";

const NEVER_OPENED: WindowLeft = { tone: "closed", hours: 0, minutes: 0 };

/** How long an answer is still possible. The sign changes with the colour, so that colour is not the only one. */
export function WindowTimer({ expiresAt }: { expiresAt: string | null }) {
  const { t } = useTranslation();
  const now = useNow();
  const { tone, hours, minutes } = expiresAt === null ? NEVER_OPENED : windowLeft(expiresAt, now);
  const Icon = tone === "closed" ? LockKeyhole : Hourglass;
  const text = expiresAt === null ? t("window.never") : tone === "closed" ? t("window.closed") : hours > 0 ? t("window.hours", { hours, minutes }) : t("window.minutes", { minutes });
  return (
    <span className={`window window-${tone}`} title={expiresAt === null ? t("blocked.neverWrote") : tone === "closed" ? t("window.closedHint") : t("window.hint", { time: text })}>
      <Icon size={12} aria-hidden="true" />
      {text}
    </span>
  );
}

interface QuotaProps {
  window: AnswerWindow;
}

const BARS = 5;
const LOW = 3;

/** How many messages TikTok still takes in this window. */
export function QuotaMeter({ window }: QuotaProps) {
  const { t } = useTranslation();
  const { over, remaining, limit } = answering(window, useNow());
  if (remaining === null || limit === null) {
    return (
      <span className="quota" title={t("window.unlimitedHint")}>
        <span aria-hidden="true">∞</span>
        <span className="visually-hidden">{t("window.unlimited")}</span>
      </span>
    );
  }
  if (over) {
    return remaining > 0 ? (
      <span className="quota quota-low" title={t("window.afterwardsHint", { count: remaining })}>
        {t("window.afterwards", { count: remaining })}
      </span>
    ) : null;
  }
  const filled = Math.ceil((remaining / limit) * BARS);
  const tone = remaining === 0 ? "quota-none" : remaining <= LOW ? "quota-low" : "";
  return (
    <span className={`quota ${tone}`} title={t("window.quotaHint", { remaining, limit })}>
      <span className="quota-bars" aria-hidden="true">
        {Array.from({ length: BARS }, (_, index) => (
          <i key={index} className={index < filled ? "left" : ""} />
        ))}
      </span>
      {remaining}/{limit}
    </span>
  );
}
