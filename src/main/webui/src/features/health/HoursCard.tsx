import { useTranslation } from "react-i18next";
import type { HealthHour } from "../../api/cockpit";
import { Segmented } from "../../components/Segmented";
import { useNow } from "../../lib/useNow";
import { everyHour, HOUR_FIGURES, totalOf } from "./figures";
import { HoursChart } from "./HoursChart";
import { HoursTable } from "./HoursTable";

const SPANS = ["24", "72", "336"] as const;
export type Span = (typeof SPANS)[number];

/** What TikTok's list calls give at most; none of it is ours to change. */
const REACH = { conversations: 100, messages: 20, days: 90, hours: 72 } as const;

interface Props {
  hours: readonly HealthHour[];
  span: Span;
  onSpan: (span: Span) => void;
}

/** What came and went by the hour, and honestly what could not be had. */
export function HoursCard({ hours, span, onSpan }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const all = everyHour(hours, Number(span), now);
  return (
    <section className="section">
      <header className="store-head">
        <h2>{t("accountPage.hours")}</h2>
        <Segmented<Span>
          label={t("accountPage.span")}
          value={span}
          choices={SPANS.map((value) => ({ value, label: t(`accountPage.spans.${value}`) }))}
          onChange={onSpan}
        />
      </header>
      <div className="card">
        <HoursChart hours={all} />
        <dl className="totals">
          {HOUR_FIGURES.map((it) => (
            <div key={it} className={`total total-${it}`}>
              <dt>{t(`accountPage.${it}`)}</dt>
              <dd className="number">{totalOf(all, it).toLocaleString(i18n.language)}</dd>
            </div>
          ))}
        </dl>
        <HoursTable hours={all} />
        <div className="reach">
          <h3>{t("accountPage.limitsTitle")}</h3>
          <p className="faint">{t("accountPage.limits", REACH)}</p>
        </div>
      </div>
    </section>
  );
}
