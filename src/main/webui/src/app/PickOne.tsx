import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConversationFilter } from "../api/conversationFilter";
import { countsOf } from "../api/queries";
import { useSettings } from "../api/useMe";
import { Kbd } from "../components/Kbd";
import { State } from "../components/State";
import { OffDuty } from "../features/inbox/OffDuty";
import { useMyDuty } from "../features/inbox/useMyDuty";
import { WorkLeft } from "../features/inbox/WorkLeft";

const KEYS = [
  ["J", "next"],
  ["T", "take"],
  ["U", "urgent"],
  ["?", "help"],
] as const;

/** The thread's place while no conversation is open: what waits, and the keys to begin with. */
export function PickOne({ filter }: { filter: ConversationFilter }) {
  const { t } = useTranslation();
  const { settings } = useSettings();
  const counts = useQuery(countsOf(filter.store));
  const { mine } = useMyDuty();
  return (
    <State icon={MessagesSquare} title={t("thread.pick")}>
      <WorkLeft filter={filter} counts={counts.data} />
      {mine?.duty === "OFF" && <OffDuty />}
      {settings.shortcuts !== false && (
        <dl className="pick-keys">
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>{t(`help.key.${what}`)}</dt>
              <dd>
                <Kbd keys={key} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </State>
  );
}
