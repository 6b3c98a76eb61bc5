import { Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clockTime, isSameDay, shortDateTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";

const MINUTE = 60_000;

/** Until when a reply waits for its turn, as long as it does. */
export function WaitLine({ until }: { until: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const left = Date.parse(until) - now;
  if (left <= 0) return null;
  const today = isSameDay(until, new Date(now).toISOString());
  const time = today ? clockTime(until, i18n.language) : shortDateTime(until, i18n.language);
  return (
    <p className="message-waits">
      <Hourglass size={12} aria-hidden="true" />
      {left < MINUTE ? t("message.waitsBriefly") : t("message.waitsUntil", { time })}
    </p>
  );
}
