import { useTranslation } from "react-i18next";
import type { HealthHour } from "../../api/cockpit";
import { shortDateTime } from "../../lib/time";
import { figureOf, HOUR_FIGURES, isQuiet } from "./figures";

/** Newest first, and only the hours in which something happened: two weeks have 336 of them. */
export function HoursTable({ hours }: { hours: readonly HealthHour[] }) {
  const { t, i18n } = useTranslation();
  const busy = hours.filter((it) => !isQuiet(it)).toReversed();
  if (busy.length === 0) return <p className="faint">{t("accountPage.noHours")}</p>;
  const quiet = hours.length - busy.length;
  return (
    <details>
      <summary>{t("accountPage.showHours")}</summary>
      <div className="hours-scroll" tabIndex={0} role="region" aria-label={t("accountPage.hours")}>
        <table className="hours-table number">
          <thead>
            <tr>
              <th scope="col">{t("accountPage.hour")}</th>
              {HOUR_FIGURES.map((it) => (
                <th key={it} scope="col">
                  {t(`accountPage.${it}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {busy.map((hour) => (
              <tr key={hour.hour}>
                <th scope="row">
                  <time dateTime={hour.hour}>{shortDateTime(hour.hour, i18n.language)}</time>
                </th>
                {HOUR_FIGURES.map((it) => {
                  const figure = figureOf(hour, it);
                  return (
                    <td key={it} className={figure === 0 ? "faint" : it === "cut" || it === "failed" ? "fact-warn" : ""}>
                      {figure}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {quiet > 0 && <p className="faint">{t("accountPage.quietHours", { count: quiet })}</p>}
    </details>
  );
}
