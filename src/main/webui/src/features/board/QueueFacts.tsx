import { useTranslation } from "react-i18next";
import type { Board } from "../../api/types";
import { spanOf } from "../../lib/span";
import { useNow } from "../../lib/useNow";

/** How a part of the queue waits, in one line. */
export function QueueFacts({ queue: { length, longestSince, closing } }: { queue: Board["queue"] }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (length === 0) return <span className="faint">{t("boardPage.nobodyWaits")}</span>;
  return (
    <span className="faint number">
      {longestSince && t("boardPage.upTo", { span: spanOf((now - Date.parse(longestSince)) / 1_000, i18n.language) })}
      {closing > 0 && (
        <span className="queue-closing">
          {longestSince && " · "}
          {t("boardPage.closing")}: {closing}
        </span>
      )}
    </span>
  );
}
