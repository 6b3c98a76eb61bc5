import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { accountName } from "../../api/accountName";
import type { CockpitAccount, Subscription } from "../../api/cockpit";
import { Avatar } from "../../components/Avatar";
import { UserText } from "../../components/UserText";
import { AccessFact, BacklogFact, EventsFact, RecoveryFact, ReportsFact, SendsFact, StateFact } from "./AccountFacts";

const COLUMNS = ["account", "state", "events", "backlog", "access", "reports", "sends", "recovery"] as const;

/** What the server counts over at a glance. */
const DAY = 24;

interface Props {
  label: string;
  accounts: readonly CockpitAccount[];
  subscriptions: readonly Subscription[];
}

/** One row an account. The roles are said, because what CSS lays out as cards is no table to a browser any more. */
export function AccountsTable({ label, accounts, subscriptions }: Props) {
  const { t } = useTranslation();
  return (
    <div className="board" role="table" aria-label={label}>
      <div className="board-head" role="row">
        {COLUMNS.map((it) => (
          <span key={it} role="columnheader">
            {t(`cell.${it}`, { hours: DAY })}
          </span>
        ))}
      </div>
      {accounts.map((it) => (
        <AccountRow key={it.account.id} of={it} subscriptions={subscriptions} />
      ))}
    </div>
  );
}

function AccountRow({ of, subscriptions }: { of: CockpitAccount; subscriptions: readonly Subscription[] }) {
  const { t } = useTranslation();
  const { account } = of;
  const name = accountName(account);
  const cell = (column: (typeof COLUMNS)[number], children: ReactNode) => (
    <div className={`board-cell board-${column}`} role="cell">
      <span className="board-label" aria-hidden="true">
        {t(`cell.${column}`, { hours: DAY })}
      </span>
      <div className="fact number">{children}</div>
    </div>
  );
  return (
    <div className="board-row" role="row">
      <div className="board-cell board-account" role="rowheader">
        <Avatar name={name} seed={account.id} url={account.avatarUrl} size={28} square />
        <div className="fact">
          <Link to={`/health/${account.id}`} className="board-link" title={t("healthPage.open", { account: name })}>
            <UserText text={name} />
          </Link>
          <span className="fact-small fact-faint">
            {t(`role.${account.role}`)}
            {account.platform === "TIKTOK_SHOP" && ` · ${t("platform.TIKTOK_SHOP")}`}
          </span>
        </div>
      </div>
      {cell("state", <StateFact of={of} />)}
      {cell("events", <EventsFact of={of} />)}
      {cell("backlog", <BacklogFact of={of} />)}
      {cell("access", <AccessFact of={of} />)}
      {cell("reports", <ReportsFact subscriptions={subscriptions} />)}
      {cell("sends", <SendsFact of={of} />)}
      {cell("recovery", <RecoveryFact of={of} />)}
      <ChevronRight size={16} className="board-more" aria-hidden="true" />
    </div>
  );
}
