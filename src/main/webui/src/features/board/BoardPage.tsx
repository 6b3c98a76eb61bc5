import { useQuery } from "@tanstack/react-query";
import { Store } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { boardOf } from "../../api/handoverQueries";
import type { Board, StoreRef } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Callout } from "../../components/Callout";
import { NotForYou } from "../../components/NotForYou";
import { ErrorState, State } from "../../components/State";
import { clockTime } from "../../lib/time";
import { AccountsCard } from "./AccountsCard";
import { PeopleTable } from "./PeopleTable";
import { QueueTiles } from "./QueueTiles";
import { TeamsCard } from "./TeamsCard";
import "./board.css";

/** Who waits and who is there for them, as it is at the moment. For supervisors. */
export function BoardPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const store = me.stores.find((it) => it.id === search.get("store")) ?? me.stores[0];
  if (me.role === "AGENT") return <NotForYou />;
  return (
    <main className="page">
      <div className="page-inner board-page">
        <div className="page-bar">
          <div>
            <h1>{t("boardPage.title")}</h1>
            <p>{t("boardPage.lead")}</p>
          </div>
          {me.stores.length > 1 && store && (
            <select className="input board-store" aria-label={t("boardPage.store")} value={store.id} onChange={(event) => setSearch({ store: event.target.value })}>
              {me.stores.map((it) => (
                <option key={it.id} value={it.id}>
                  {it.name} · {it.market}
                </option>
              ))}
            </select>
          )}
        </div>
        {store ? <Shown key={store.id} store={store} /> : <State icon={Store} title={t("healthPage.noStores")} />}
      </div>
    </main>
  );
}

function Shown({ store }: { store: StoreRef }) {
  const { t, i18n } = useTranslation();
  const query = useQuery(boardOf(store.id));
  return (
    <>
      {query.isPending && (
        <div role="status" className="board-skeleton">
          <span className="visually-hidden">{t("common.loading")}</span>
          <span className="skeleton" />
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      )}
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isError && query.data && <Callout tone="warn">{t("boardPage.stale", { time: clockTime(query.data.at, i18n.language) })}</Callout>}
      {query.data && <Live board={query.data} storeId={store.id} />}
    </>
  );
}

function Live({ board, storeId }: { board: Board; storeId: string }) {
  return (
    <>
      <QueueTiles board={board} />
      <div className="board-columns">
        <AccountsCard accounts={board.accounts} />
        {board.teams.some((it) => it.teamId !== null) && <TeamsCard teams={board.teams} />}
      </div>
      <PeopleTable agents={board.agents} storeId={storeId} />
    </>
  );
}
