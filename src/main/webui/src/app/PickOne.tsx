import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConversationFilter } from "../api/conversationFilter";
import { countsOf } from "../api/queries";
import { useSettings } from "../api/useMe";
import { Button } from "../components/Button";
import { Kbd } from "../components/Kbd";
import { State } from "../components/State";
import { WorkLeft } from "../features/inbox/WorkLeft";
import { useMyDuty } from "./useMyDuty";

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
  const { mine, turn } = useMyDuty();
  return (
    <State icon={MessagesSquare} title={t("thread.pick")}>
      <WorkLeft filter={filter} counts={counts.data} />
      {mine?.duty === "OFF" && (
        <div className="pick-duty">
          <p>{t("duty.nothingComes")}</p>
          <Button onClick={() => turn.mutate("ON")} busy={turn.isPending}>
            {t("duty.goOn")}
          </Button>
        </div>
      )}
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
