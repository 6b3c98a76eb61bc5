import { Paperclip } from "lucide-react";
import { useTranslation } from "react-i18next";
import { accountName } from "../api/accountName";
import type { StoreHistoryEntry } from "../api/types";
import { shortDateTime } from "../lib/time";
import { UserText } from "./UserText";

/** What was changed about a store: who did it, when, since when it is so, and what shows it. */
export function HistoryList({ entries }: { entries: readonly StoreHistoryEntry[] }) {
  return (
    <ol className="lines history">
      {entries.map((it) => (
        <HistoryLine key={it.id} entry={it} />
      ))}
    </ol>
  );
}

function HistoryLine({ entry }: { entry: StoreHistoryEntry }) {
  const { t, i18n } = useTranslation();
  const { storeId, at, agentName, since, confirmedEntity, evidence, evidenceFile } = entry;
  return (
    <li>
      <div className="line-text">
        <strong>
          <Change entry={entry} />
        </strong>
        <span className="faint number">
          {agentName} · <time dateTime={at}>{shortDateTime(at, i18n.language)}</time>
          {since && ` · ${t("history.since", { date: dateOf(since, i18n.language) })}`}
        </span>
        {confirmedEntity && (
          <span className="history-evidence">
            {t("history.confirmed")} <UserText text={confirmedEntity} />
          </span>
        )}
        {evidence && (
          <span className="history-evidence">
            {t("history.evidence")} <UserText text={evidence} />
          </span>
        )}
        {evidenceFile && (
          <a href={`/api/stores/${storeId}/evidence/${evidenceFile.id}`} download>
            <Paperclip size={13} aria-hidden="true" /> <UserText text={evidenceFile.name} />
          </a>
        )}
      </div>
    </li>
  );
}

/** The server keeps what was there as plain text; what of it is a name of ours is said in the reader's language. */
function Change({ entry: { subject, account, before, after } }: { entry: StoreHistoryEntry }) {
  const { t, i18n } = useTranslation();
  if (subject === "ACCOUNT") {
    if (!account) return null;
    const role = (after ?? before) as "OFFICIAL" | "CHANNEL";
    return t(after === null ? "history.unbound" : "history.bound", { role: t(`role.${role}`), account: accountName(account) });
  }
  const group = { PROBATION: "probation", OPERATION_MODE: "operationMode", MARKET: "market", SHOW_TYPING: "shown", SHOW_READ: "shown", TRANSFER_NOTE: "transferNote" }[subject as string];
  const words = (value: string) => {
    const key = `${group}.${value}`;
    return group && i18n.exists(key) ? t(key as "probation.PASSED") : value;
  };
  return (
    <>
      {t("history.of", { subject: t(`history.subject.${subject}`) })} {before !== null && before !== after && <span className="faint">{words(before)} → </span>}
      <UserText text={words(after ?? "")} />
    </>
  );
}

/** A day of the calendar is the same day everywhere. */
function dateOf(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}
