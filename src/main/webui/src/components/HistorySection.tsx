import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { storeHistory } from "../api/storeQueries";
import { Button } from "./Button";
import { HistoryList } from "./HistoryList";
import { ListState } from "./ListState";

/** What was changed about a store, or about one of its accounts: the newest first, older ones on request. */
export function HistorySection({ storeId, accountId = null }: { storeId: string; accountId?: string | null }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(storeHistory(storeId, accountId));
  const items = query.data?.pages.flatMap((it) => it.items);
  return (
    <section className="section">
      <header>
        <h2>{t(accountId === null ? "history.title" : "history.ofAccount")}</h2>
      </header>
      <div className="card">
        <ListState query={{ ...query, data: items && { items } }} empty={t("history.none")}>
          {(data) => <HistoryList entries={data.items} />}
        </ListState>
        {query.hasNextPage && (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("common.more")}
          </Button>
        )}
      </div>
    </section>
  );
}
