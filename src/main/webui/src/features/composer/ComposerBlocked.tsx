import { useQuery } from "@tanstack/react-query";
import { AlarmClock, Link2, Lock, MessageCircle, StickyNote } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { accountName } from "../../api/accountName";
import { commentsOf } from "../../api/queries";
import type { Account, Conversation } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { shortDateTime } from "../../lib/time";
import type { Blocked } from "./composerRules";

interface Props {
  because: Exclude<Blocked, "private">;
  conversation: Conversation;
  account: Account | undefined;
  hasDraft: boolean;
  onNote: () => void;
  /** Until the customer writes. */
  onSnooze: () => void;
  onOpen: (conversationId: string) => void;
}

const HELPED_BY_RECONNECTING: ReadonlySet<Blocked> = new Set(["disconnectedAccount", "notPermitted"]);

/** In the place of the text: why nothing can be sent, and what can be done instead. */
export function ComposerBlocked({ because, conversation, account, hasDraft, onNote, onSnooze, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const waits = because === "windowClosed" || because === "quotaUsed";
  const comments = useQuery({ ...commentsOf(conversation), enabled: waits && conversation.contact !== null });
  const comment = comments.data?.items[0];
  const expiresAt = conversation.window?.expiresAt;
  return (
    <div className="composer-blocked">
      <Lock size={16} aria-hidden="true" />
      <div>
        <strong>{t(`blocked.${because}`, { account: account ? accountName(account) : t("panel.account") })}</strong>
        <p>{t(`blocked.${because}Why`, { time: expiresAt ? shortDateTime(expiresAt, i18n.language) : "" })}</p>
        {hasDraft && <p>{t("blocked.draftKept")}</p>}
        <div className="composer-offers">
          {me.role === "ADMIN" && account && HELPED_BY_RECONNECTING.has(because) && (
            <Link className="button button-primary button-small" to={`/admin/accounts?reconnect=${account.id}`}>
              <Link2 size={14} aria-hidden="true" />
              {t("blocked.reconnect")}
            </Link>
          )}
          <Button small onClick={onNote}>
            <StickyNote size={14} aria-hidden="true" />
            {t("composer.writeNote")}
          </Button>
          {waits && conversation.status !== "SNOOZED" && (
            <Button small onClick={onSnooze}>
              <AlarmClock size={14} aria-hidden="true" />
              {t("blocked.snooze")}
            </Button>
          )}
          {comment && (
            <Button small onClick={() => onOpen(comment.id)}>
              <MessageCircle size={14} aria-hidden="true" />
              {t("blocked.comment")}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
