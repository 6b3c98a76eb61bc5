import { useQuery } from "@tanstack/react-query";
import { AtSign, CircleAlert, Inbox, Hourglass, UserRound, UserRoundPlus, Users, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { searchOf, type ConversationFilter, type View } from "../../api/conversationFilter";
import { countsOf } from "../../api/queries";
import { useAccounts } from "../../api/useAccounts";
import { useMe } from "../../api/useMe";
import { AccountLine } from "./AccountLine";
import { CountMark } from "./CountMark";
import { StorePicker } from "./StorePicker";

interface Props {
  filter: ConversationFilter;
  /** On a narrow page the nav is a drawer that closes when something was picked. */
  onPicked?: () => void;
}

const MINE: readonly { view: View; icon: LucideIcon; count: "mine" | "participating" }[] = [
  { view: "mine", icon: UserRound, count: "mine" },
  { view: "participating", icon: UserRoundPlus, count: "participating" },
];
const QUEUE: readonly { view: View; icon: LucideIcon; count: "unassigned" | "all" | "expiring" | "sendTrouble" }[] = [
  { view: "unassigned", icon: Inbox, count: "unassigned" },
  { view: "all", icon: Users, count: "all" },
  { view: "expiring", icon: Hourglass, count: "expiring" },
  { view: "trouble", icon: CircleAlert, count: "sendTrouble" },
];

export function InboxNav({ filter, onPicked }: Props) {
  const { t } = useTranslation();
  const { stores } = useMe();
  const counts = useQuery(countsOf(filter.store));
  const accounts = useAccounts();
  const shown = accounts.list.filter((it) => filter.store === undefined || it.storeId === filter.store);

  const line = ({ view, icon: Icon, count }: (typeof MINE | typeof QUEUE)[number]) => {
    const { account: _everyAccount, q: _noSearch, ...rest } = filter;
    const current = filter.view === view && filter.account === undefined;
    return (
      <li key={view}>
        <Link
          to={`/inbox${searchOf({ ...rest, view, status: "OPEN" })}`}
          className="nav-line"
          aria-current={current ? "page" : undefined}
          onClick={onPicked}
        >
          <Icon size={16} strokeWidth={1.9} aria-hidden="true" />
          <span className="truncate">{t(`view.${view}`)}</span>
          <CountMark count={counts.data?.[count]} alarming={view === "expiring" || view === "trouble"} />
        </Link>
      </li>
    );
  };

  return (
    <nav className="nav" aria-label={t("nav.label")}>
      {stores.length > 1 ? <StorePicker filter={filter} /> : <h1 className="nav-title truncate">{stores[0]?.name ?? t("nav.inbox")}</h1>}
      <h2 className="nav-heading">{t("nav.myWork")}</h2>
      <ul>{MINE.map(line)}</ul>
      <h2 className="nav-heading">{t("nav.queue")}</h2>
      <ul>{QUEUE.map(line)}</ul>
      <h2 className="nav-heading">{t("nav.accounts")}</h2>
      {accounts.pending && (
        <div className="nav-skeleton" aria-hidden="true">
          <span className="skeleton" />
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      )}
      {accounts.error && <p className="nav-note">{t("nav.accountsFailed")}</p>}
      {!accounts.pending && !accounts.error && shown.length === 0 && (
        <p className="nav-note">
          <AtSign size={14} aria-hidden="true" /> {t("nav.noAccounts")}
        </p>
      )}
      <ul>
        {shown.map((account) => (
          <AccountLine
            key={account.id}
            account={account}
            filter={filter}
            count={counts.data?.accounts.find((it) => it.accountId === account.id)}
            onPicked={onPicked}
          />
        ))}
      </ul>
    </nav>
  );
}
