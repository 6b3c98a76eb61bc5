import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { searchOf, type ConversationFilter } from "../../api/conversationFilter";
import type { Account, Counts } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { HealthDot } from "../../components/HealthDot";
import { UserText } from "../../components/UserText";

interface Props {
  account: Account;
  filter: ConversationFilter;
  count: Counts["accounts"][number] | undefined;
  onPicked: (() => void) | undefined;
}

/** One TikTok account on one line: who, in which role, anything new, how healthy. */
export function AccountLine({ account, filter, count, onPicked }: Props) {
  const { t } = useTranslation();
  const { id, handle, avatarUrl, role } = account;
  const current = filter.account === id;
  const { account: _account, q: _q, ...rest } = filter;
  // A second click shows every account again.
  const to = current ? rest : { ...rest, view: "all" as const, account: id };
  return (
    <li>
      <Link to={`/inbox${searchOf(to)}`} className="nav-line" aria-current={current ? "page" : undefined} onClick={onPicked}>
        <span className="nav-avatar">
          <Avatar name={handle} seed={id} url={avatarUrl} size={20} square />
          {count?.unread && (
            <span className="nav-unread">
              <span className="visually-hidden">{t("nav.unread")}</span>
            </span>
          )}
        </span>
        <span className="truncate" title={`@${handle}`}>
          <UserText text={handle} />
        </span>
        {/* The handle needs the room, and every other account is a channel. */}
        {role === "OFFICIAL" && <span className="badge nav-role badge-brand">{t("role.OFFICIAL")}</span>}
        <HealthDot health={account.state === "NEEDS_RECONNECT" ? "BROKEN" : account.health} />
      </Link>
    </li>
  );
}
