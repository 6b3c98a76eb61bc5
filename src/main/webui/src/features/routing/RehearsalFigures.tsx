import { useTranslation } from "react-i18next";
import type { Figures, Rehearsal } from "../../api/policies";
import { exactSpanOf } from "../../lib/span";
import { shortDateTime } from "../../lib/time";

/** Two policies beside each other, figure by figure. */
export function RehearsalFigures({ rehearsal: { from, to, agents, assumedAgents, today, draft } }: { rehearsal: Rehearsal }) {
  const { t, i18n } = useTranslation();
  if (draft.conversations === 0) return <p className="lines-empty">{t("rehearsal.empty")}</p>;
  const number = new Intl.NumberFormat(i18n.language);
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  const span = (seconds: number | null) => (seconds === null ? "–" : exactSpanOf(seconds, i18n.language));
  const rows: [label: string, figure: (it: Figures) => string][] = [
    [t("rehearsal.p50"), (it) => span(it.waiting.p50)],
    [t("rehearsal.p90"), (it) => span(it.waiting.p90)],
    [t("rehearsal.p95"), (it) => span(it.waiting.p95)],
    [t("rehearsal.max"), (it) => span(it.waiting.max)],
    [t("rehearsal.never"), (it) => number.format(it.neverAssigned)],
    [t("rehearsal.windows"), (it) => number.format(it.windowsMissed)],
    [t("rehearsal.late"), (it) => (it.promised === 0 ? t("rehearsal.noPromise") : t("rehearsal.of", { count: it.late, all: number.format(it.promised) }))],
    [t("rehearsal.overflowed"), (it) => number.format(it.overflowed)],
    [t("rehearsal.fairness"), (it) => (it.fairness === null ? "–" : percent.format(it.fairness))],
  ];
  return (
    <div className="rehearsal">
      <p>
        {t("rehearsal.what", { count: draft.conversations, from: shortDateTime(from, i18n.language), to: shortDateTime(to, i18n.language), agents: number.format(agents) })}
        {assumedAgents > 0 && ` ${t("rehearsal.assumed", { count: assumedAgents })}`}
      </p>
      <table className="rehearsal-figures number">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("rehearsal.figure")}</span>
            </th>
            <th scope="col">{today.version === 0 ? t("rehearsal.byItself") : t("rehearsal.today", { number: today.version })}</th>
            <th scope="col">{t("rehearsal.draft", { number: draft.version })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, figure]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{figure(today)}</td>
              <td>{figure(draft)}</td>
            </tr>
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={3} className="rehearsal-head">
              {t("rehearsal.histogram")}
            </th>
          </tr>
          {draft.waiting.histogram.map((bar, index) => (
            <tr key={bar.seconds ?? "more"}>
              <th scope="row">{bar.seconds === null ? t("rehearsal.longer") : t("rehearsal.upTo", { span: span(bar.seconds) })}</th>
              <Bar count={today.waiting.histogram[index]?.conversations ?? 0} of={today.conversations} />
              <Bar count={bar.conversations} of={draft.conversations} />
            </tr>
          ))}
          <tr>
            <th scope="row">{t("rehearsal.nobody")}</th>
            <Bar count={today.neverAssigned} of={today.conversations} />
            <Bar count={draft.neverAssigned} of={draft.conversations} />
          </tr>
        </tbody>
        <Shares today={today} draft={draft} />
      </table>
    </div>
  );
}

function Bar({ count, of }: { count: number; of: number }) {
  return (
    <td>
      <span className="bar">
        <span className="bar-fill" style={{ inlineSize: `${of === 0 ? 0 : (count / of) * 100}%` }} />
      </span>
      {count}
    </td>
  );
}

/** Who got how many, whoever gets most in the draft first. */
function Shares({ today, draft }: { today: Figures; draft: Figures }) {
  const { t } = useTranslation();
  const names = new Map([...draft.shares, ...today.shares].map((it) => [it.agentId, it.name]));
  if (names.size === 0) return null;
  const of = (figures: Figures, id: string) => figures.shares.find((it) => it.agentId === id)?.conversations ?? 0;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3} className="rehearsal-head">
          {t("rehearsal.shares")}
        </th>
      </tr>
      {[...names].map(([id, name]) => (
        <tr key={id}>
          <th scope="row">{name}</th>
          <Bar count={of(today, id)} of={today.assigned} />
          <Bar count={of(draft, id)} of={draft.assigned} />
        </tr>
      ))}
    </tbody>
  );
}
