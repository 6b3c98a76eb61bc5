import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Board } from "../../api/types";
import { UserText } from "../../components/UserText";
import { QueueFacts } from "./QueueFacts";

/** For whom it waits: whoever it was handed to, or whose turn it was when routing looked last. */
export function TeamsCard({ teams }: { teams: Board["teams"] }) {
  const { t } = useTranslation();
  return (
    <section className="section" aria-labelledby="board-teams">
      <div className="board-section-head">
        <h2 id="board-teams">{t("boardPage.teams")}</h2>
      </div>
      <ul className="card queue-list">
        {teams.map(({ teamId, name, queue }) => (
          <li key={teamId ?? ""}>
            <Users size={18} aria-hidden="true" />
            <div className="queue-text">
              <strong className="truncate">{name ? <UserText text={name} /> : t("boardPage.everybody")}</strong>
              <QueueFacts queue={queue} />
            </div>
            <span className="queue-length number">{queue.length}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
