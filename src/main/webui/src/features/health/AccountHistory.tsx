import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { storeHistory } from "../../api/storeQueries";
import type { Account } from "../../api/types";
import { HistoryList } from "../../components/HistoryList";
import { ListState } from "../../components/ListState";

/** What the store's history says about this account. An entry names it by TikTok's id when bound and by ours when unbound. */
export function AccountHistory({ account: { id, storeId, externalId } }: { account: Account }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(storeHistory(storeId));
  const items = query.data?.pages
    .flatMap((it) => it.items)
    .filter((it) => it.subject === "ACCOUNT" && (it.before === id || it.after.includes(externalId)));
  return (
    <section className="section">
      <header>
        <h2>{t("accountPage.history")}</h2>
      </header>
      <div className="card">
        <ListState query={{ ...query, data: items && { items } }} empty={t("accountPage.historyNone")}>
          {(data) => <HistoryList entries={data.items} />}
        </ListState>
      </div>
    </section>
  );
}
