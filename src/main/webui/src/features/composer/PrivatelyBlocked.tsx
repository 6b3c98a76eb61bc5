import { Lock, MessageCircle, MessagesSquare, Settings2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Account, PrivateReply, PrivateReplyReason } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";

interface Props {
  because: PrivateReply;
  account: Account | undefined;
  hasDraft: boolean;
  onReply: () => void;
  onOpen: (conversationId: string) => void;
}

const AN_ADMIN_CAN: ReadonlySet<PrivateReplyReason | null> = new Set(["UNKNOWN_MARKET", "SWITCHED_OFF"] as const);

/** In the place of the text: why the commenter cannot be answered by direct message, and what can be done instead. */
export function PrivatelyBlocked({ because: { reason, conversationId }, account, hasDraft, onReply, onOpen }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <div className="composer-blocked">
      <Lock size={16} aria-hidden="true" />
      <div>
        <strong>{t(reason === "ALREADY_ANSWERED" ? "private.answered" : "private.blocked")}</strong>
        <p>{reason && t(`private.reason.${reason}`)}</p>
        {hasDraft && <p>{t("blocked.draftKept")}</p>}
        <div className="composer-offers">
          {conversationId && (
            <Button small onClick={() => onOpen(conversationId)}>
              <MessagesSquare size={14} aria-hidden="true" />
              {t("private.openChat")}
            </Button>
          )}
          {me.role === "ADMIN" && account && AN_ADMIN_CAN.has(reason) && (
            <Link className="button button-primary button-small" to={`/health/${account.id}`}>
              <Settings2 size={14} aria-hidden="true" />
              {t("private.setUp")}
            </Link>
          )}
          <Button small onClick={onReply}>
            <MessageCircle size={14} aria-hidden="true" />
            {t("private.answerInPublic")}
          </Button>
        </div>
      </div>
    </div>
  );
}
