import { useInfiniteQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explanationOf } from "../../api/handoverQueries";
import type { Conversation } from "../../api/types";
import { Button } from "../../components/Button";
import { RoutingDialog } from "./RoutingDialog";
import { useWhy } from "./useWhy";

/** Why nobody has it. Says nothing before routing has looked at it. */
export function WaitsBecause({ conversation: { id, language } }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { against, since } = useWhy(language);
  const [asking, setAsking] = useState(false);
  // A look in vain changes nothing about the conversation, so nobody tells of it.
  const page = useInfiniteQuery({ ...explanationOf(id), refetchInterval: 15_000 }).data?.pages[0];
  if (!page?.queue) return null;
  const { queue } = page;
  const last = page.items[0];
  const team = queue.team ?? last?.team ?? null;
  const because = () => {
    if (queue.pausedAt) return t("why.paused", { since: since(queue.pausedAt, new Date().toISOString()) });
    if (last?.outcome === "HELD") return t("why.held", { agent: last.agentName ?? t("action.someone") });
    return last?.outcome === "NOBODY" ? against(last) : null;
  };
  const words = because();
  if (!words) return null;
  return (
    <div className="waits" role="status">
      <Hourglass size={14} aria-hidden="true" />
      <span className="waits-text">{t("why.waits", { because: team && !queue.pausedAt ? t("why.forTeam", { team, because: words }) : words })}</span>
      <Button small look="quiet" onClick={() => setAsking(true)}>
        {t("why.details")}
      </Button>
      {asking && <RoutingDialog conversationId={id} language={language} onClose={() => setAsking(false)} />}
    </div>
  );
}
