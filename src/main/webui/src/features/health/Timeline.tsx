import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AlertEntry } from "../../api/cockpit";
import { alertsOfAccount } from "../../api/healthQueries";
import { Button } from "../../components/Button";
import { HealthDot } from "../../components/HealthDot";
import { ListState } from "../../components/ListState";
import { useAlertText } from "../../i18n/useAlertText";
import { spanOf } from "../../lib/span";
import { shortDateTime } from "../../lib/time";

/** Every alert that the account ever had, newest first. */
export function Timeline({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(alertsOfAccount(accountId));
  const items = query.data?.pages.flatMap((it) => it.items);
  return (
    <section className="section">
      <header>
        <h2>{t("accountPage.timeline")}</h2>
      </header>
      <div className="card">
        <ListState query={{ ...query, data: items && { items } }} empty={t("accountPage.timelineNone")}>
          {(data) => (
            <ol className="lines">
              {data.items.map((it) => (
                <TimelineLine key={it.id} entry={it} />
              ))}
            </ol>
          )}
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

function TimelineLine({ entry }: { entry: AlertEntry }) {
  const { t, i18n } = useTranslation();
  const words = useAlertText();
  const { kind, severity, since, clearedAt } = entry;
  const open = clearedAt === null;
  return (
    <li>
      <HealthDot health={open ? severity : "OK"} silent />
      <div className="line-text">
        <strong>{words.title(kind)}</strong>
        <span className="faint number">
          <time dateTime={since}>{shortDateTime(since, i18n.language)}</time>
          {!open && ` · ${t("accountPage.lasted", { span: spanOf((Date.parse(clearedAt) - Date.parse(since)) / 1_000, i18n.language) })}`}
        </span>
      </div>
      {open && <span className={`badge ${severity === "BROKEN" ? "badge-danger" : "badge-warn"}`}>{t("accountPage.open")}</span>}
    </li>
  );
}
