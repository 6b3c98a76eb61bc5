import { BadgeCheck, CirclePause } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { accountName } from "../../api/accountName";
import { searchOf, type ConversationFilter } from "../../api/conversationFilter";
import type { Account, Counts } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { HealthDot } from "../../components/HealthDot";
import { UserText } from "../../components/UserText";
import { CountMark } from "./CountMark";

interface Props {
  account: Account;
  filter: ConversationFilter;
  count: Counts["accounts"][number] | undefined;
  onPicked: (() => void) | undefined;
}

/** One TikTok account on one line: who, in which role, anything new, how much, how healthy. */
export function AccountLine({ account, filter, count, onPicked }: Props) {
  const { t } = useTranslation();
  const { id, avatarUrl, role } = account;
  const current = filter.account === id;
  const { account: _account, q: _q, ...rest } = filter;
  // A second click shows every account again.
  const to = current ? rest : { ...rest, view: "all" as const, account: id };
  const name = accountName(account);
  const health = account.state === "NEEDS_RECONNECT" ? "BROKEN" : account.health;
  return (
    <li>
      <Link
        to={`/inbox${searchOf(to)}`}
        className={`nav-line ${count?.unread ? "nav-line-unread" : ""}`}
        aria-current={current ? "page" : undefined}
        title={[account.displayName, name, t(`role.${role}`), t(`health.${health}`), account.routingPausedAt && t("routingPause.mark"), account.stateReason].filter(Boolean).join(" · ")}
        onClick={onPicked}
      >
        <span className="nav-avatar">
          <Avatar name={name} seed={id} url={avatarUrl} size={20} square />
          {count?.unread && (
            <span className="nav-unread">
              <span className="visually-hidden">{t("nav.unread")}</span>
            </span>
          )}
        </span>
        <span className="nav-handle">
          <span className="truncate">
            <UserText text={name.replace(/^@/, "")} />
          </span>
          {/* A sign, because the word would take the room that the handle needs; every other account is a channel. */}
          {role === "OFFICIAL" && <BadgeCheck size={14} className="nav-official" role="img" aria-label={t("role.OFFICIAL")} />}
          {account.routingPausedAt && <CirclePause size={14} className="nav-paused" role="img" aria-label={t("routingPause.mark")} />}
        </span>
        <CountMark count={count?.open} />
        <HealthDot health={health} />
      </Link>
    </li>
  );
}
