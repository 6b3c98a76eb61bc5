import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { explanationOf } from "../../api/handoverQueries";
import type { Decision, Message } from "../../api/types";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { ErrorState } from "../../components/State";
import { UserText } from "../../components/UserText";
import { unitsOf } from "../../lib/load";
import { shortDateTime } from "../../lib/time";
import { useWhy } from "./useWhy";

interface Props {
  conversationId: string;
  /** In which the customer writes, if that is known. */
  language: string | null;
  /** The line that somebody asked about: what was decided then is open, else the newest. */
  line?: Message;
  onClose: () => void;
}

/** What routing and people decided about a conversation, with everybody who might have had it. */
export function RoutingDialog({ conversationId, language, line, onClose }: Props) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(explanationOf(conversationId));
  const decisions = query.data?.pages.flatMap((it) => it.items) ?? [];
  const asked = line ? closest(decisions, line) : decisions[0];
  return (
    <Dialog title={t("why.title")} onClose={onClose} wide>
      {query.isPending && <p role="status">{t("common.loading")}</p>}
      {query.isError && decisions.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && decisions.length === 0 && <p className="faint">{t("why.none")}</p>}
      <div className="decisions">
        {decisions.map((it) => (
          <DecisionItem key={it.id} decision={it} language={language} open={it === asked} />
        ))}
      </div>
      {query.hasNextPage && (
        <Button small look="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("why.older")}
        </Button>
      )}
    </Dialog>
  );
}

/** The decision is as old as the line, give or take the platform's clock. */
function closest(decisions: readonly Decision[], line: Message): Decision | undefined {
  const off = (it: Decision) => Math.abs(Date.parse(it.at) - Date.parse(line.sentAt));
  const same = decisions.filter((it) => (line.system?.assigneeId ? it.agentId === line.system.assigneeId : it.outcome === "RETURNED"));
  return same.toSorted((a, b) => off(a) - off(b))[0] ?? decisions[0];
}

function DecisionItem({ decision, language, open }: { decision: Decision; language: string | null; open: boolean }) {
  const { t, i18n } = useTranslation();
  const { reasons, verdict } = useWhy(language);
  const { at, outcome, agentName, decidedByName, rule, policyVersion, team, candidates, others } = decision;
  return (
    <details className="decision" open={open}>
      <summary>
        <span className="decision-outcome">{t(`why.outcome.${outcome}`, { agent: agentName ?? t("action.someone") })}</span>
        <time className="faint number" dateTime={at}>
          {shortDateTime(at, i18n.language)}
        </time>
      </summary>
      <p className="decision-facts">
        {[
          decision.reasons.length > 0 ? reasons(decision.reasons) : null,
          decidedByName ? t("why.person", { name: decidedByName }) : null,
          team ? t("why.team", { team }) : null,
          rule ? t("why.rule", { rule }) : policyVersion === null ? null : t("why.defaultRule"),
          policyVersion ? t("why.version", { version: policyVersion }) : null,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {candidates.length > 0 && (
        <table className="candidates">
          <thead>
            <tr>
              <th scope="col">{t("why.agent")}</th>
              <th scope="col">{t("why.verdict")}</th>
              <th scope="col" className="number">
                {t("why.load")}
              </th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((it) => (
              <tr key={it.agentId} className={it.agentId === decision.agentId ? "candidate-chosen" : ""}>
                <th scope="row">
                  <UserText text={it.name} />
                </th>
                <td className={it.verdict === "ELIGIBLE" ? "candidate-eligible" : ""}>{verdict(it, at)}</td>
                <td className="number">
                  {unitsOf(it.load)}/{unitsOf(it.capacity)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {others > 0 && <p className="faint">{t("why.others", { count: others })}</p>}
    </details>
  );
}
