import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { PartyPopper } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { sendJson } from "../../api/client";
import type { Checklist } from "../../api/cockpit";
import { checklist as checklistQuery } from "../../api/healthQueries";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { NotForYou } from "../../components/NotForYou";
import { ErrorState } from "../../components/State";
import { useProblemText } from "../../i18n/useProblemText";
import { ChecklistLine } from "./ChecklistLine";
import "./checklist.css";

/** Leads a new admin from nothing to the first message, and tests every step. */
export function ChecklistPage() {
  const me = useMe();
  return me.role === "ADMIN" ? <Shown /> : <NotForYou />;
}

function Shown() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useProblemText();
  const query = useQuery({ ...checklistQuery, staleTime: 0 });
  const test = useMutation({
    mutationFn: () => sendJson<Checklist>("POST", "/api/checklist"),
    onSuccess: (now) => client.setQueryData(checklistQuery.queryKey, now),
  });
  const items = query.data?.items ?? [];
  const done = items.filter((it) => it.state === "DONE").length;
  const next = items.find((it) => it.state !== "DONE");

  return (
    <main className="page">
      <div className="page-inner">
        <div className="page-bar">
          <div>
            <h1>{t("checklist.title")}</h1>
            <p>{t("checklist.lead")}</p>
          </div>
          {query.data && (
            <Button busy={test.isPending} onClick={() => test.mutate()}>
              {t("checklist.test")}
            </Button>
          )}
        </div>
        {query.isPending && (
          <div role="status" className="card lines-skeleton">
            <span className="visually-hidden">{t("common.loading")}</span>
            {[0, 1, 2, 3, 4].map((it) => (
              <span key={it} className="skeleton" />
            ))}
          </div>
        )}
        {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {test.error && <Callout tone="danger">{words(test.error)}</Callout>}
        {query.data && (
          <>
            <div role="status" className="checklist-progress number">
              <progress max={items.length} value={done} aria-hidden="true" />
              {t("checklist.progress", { done, all: items.length })}
              {test.isSuccess && <span className="visually-hidden">{t("checklist.tested")}</span>}
            </div>
            {query.data.done && <AllDone />}
            <ol className="card checklist">
              {items.map((it) => (
                <ChecklistLine key={it.step} item={it} next={it === next} testing={test.isPending} onTest={() => test.mutate()} />
              ))}
            </ol>
          </>
        )}
      </div>
    </main>
  );
}

function AllDone() {
  const { t } = useTranslation();
  return (
    <div className="card all-done">
      <PartyPopper size={22} aria-hidden="true" />
      <div className="line-text">
        <strong>{t("checklist.allDone")}</strong>
        <span className="faint">{t("checklist.allDoneLead")}</span>
      </div>
      <div className="line-actions">
        <Link to="/health" className="button button-secondary">
          {t("checklist.toHealth")}
        </Link>
        <Link to="/inbox" className="button button-primary">
          {t("checklist.toInbox")}
        </Link>
      </div>
    </div>
  );
}
