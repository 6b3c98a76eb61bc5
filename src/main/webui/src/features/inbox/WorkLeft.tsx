import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { searchOf, VIEWS, type ConversationFilter } from "../../api/conversationFilter";
import type { Counts } from "../../api/types";

interface Props {
  filter: ConversationFilter;
  counts: Counts | undefined;
}

/** Where there is something to do, when there is nothing here. */
export function WorkLeft({ filter, counts }: Props) {
  const { t } = useTranslation();
  const left = VIEWS.flatMap((view) => {
    const count = counts?.[view === "trouble" ? "sendTrouble" : view];
    return view !== filter.view && count && count.value > 0 ? [{ view, text: `${count.value}${count.capped ? "+" : ""}` }] : [];
  });
  if (left.length === 0) return null;
  return (
    <ul className="work-left">
      {left.map(({ view, text }) => (
        <li key={view}>
          <Link to={`/inbox${searchOf({ view, status: "OPEN", sort: filter.sort, ...(filter.store ? { store: filter.store } : {}) })}`}>
            <strong className="number">{text}</strong> {t(`view.${view}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
