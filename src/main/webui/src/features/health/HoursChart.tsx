import type { HealthHour } from "../../api/cockpit";
import { figureOf } from "./figures";

const HEIGHT = 56;
const STEP = 10;

/** A bar an hour: what came by webhook, and on top of it what had to be fetched. The table below says the same in numbers. */
export function HoursChart({ hours }: { hours: readonly HealthHour[] }) {
  const most = Math.max(1, ...hours.map((it) => it.byWebhook + it.recovered));
  const width = hours.length * STEP;
  return (
    <svg className="hours-chart" viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {hours.map((hour, index) => {
        const arrived = (hour.byWebhook / most) * HEIGHT;
        const recovered = (hour.recovered / most) * HEIGHT;
        return (
          <g key={hour.hour}>
            <rect className="bar-webhook" x={index * STEP + 1} width={STEP - 2} y={HEIGHT - arrived} height={arrived} />
            <rect className="bar-recovered" x={index * STEP + 1} width={STEP - 2} y={HEIGHT - arrived - recovered} height={recovered} />
            {figureOf(hour, "cut") > 0 && <rect className="bar-cut" x={index * STEP + 1} width={STEP - 2} y={HEIGHT - 3} height={3} />}
          </g>
        );
      })}
      <line className="bar-ground" x1="0" x2={width} y1={HEIGHT} y2={HEIGHT} />
    </svg>
  );
}
