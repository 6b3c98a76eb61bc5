import { CircleAlert, EyeOff, Flame, PenLine, Reply } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { personName } from "../../api/personName";
import type { Account, Conversation, Duty } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { KindIcon } from "../../components/KindIcon";
import { Cover } from "../../components/Cover";
import { UserText } from "../../components/UserText";
import { QuotaMeter, WindowTimer } from "../../components/WindowTimer";
import { listTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { rowLabel } from "./rowLabel";

interface Props {
  conversation: Conversation;
  account: Account | undefined;
  assignee: Duty | undefined;
  /** Something was begun here and not sent. */
  begun: boolean;
  selected: boolean;
  tabStop: boolean;
  position: number;
  size: number;
  top: number;
  onSelect: (conversation: Conversation) => void;
  onFocus: (id: string) => void;
}

export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { conversation, account, assignee, begun, selected, tabStop, position, size, top, onSelect, onFocus } = props;
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { id, contact, unread, window, surface } = conversation;
  const name = personName(contact, t("person.unknown"));
  const answerable = window && conversation.status !== "RESOLVED";

  return (
    <div
      role="option"
      data-id={id}
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={size}
      aria-label={rowLabel(conversation, account, now, t) + (begun ? `, ${t("composer.draft")}` : "")}
      tabIndex={tabStop ? 0 : -1}
      className={`row ${unread > 0 ? "row-unread" : ""} ${conversation.sendTrouble ? "row-pinned" : ""}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(conversation)}
      onFocus={() => onFocus(id)}
    >
      <span className="row-face">
        <Avatar name={name} seed={contact?.id ?? id} url={contact?.avatarUrl} />
        {account && (
          <span className="row-account">
            <Avatar name={accountName(account)} seed={account.id} url={account.avatarUrl} size={16} square title={accountName(account)} />
          </span>
        )}
      </span>

      <span className="row-line row-first">
        <span className="row-kind" title={t(`surface.${surface}`)}>
          <KindIcon surface={surface} />
        </span>
        <span className="row-name truncate">
          <UserText text={name} />
        </span>
        {conversation.highIntent && (
          <span className="row-hot" title={t("list.highIntent")}>
            <Flame size={13} aria-hidden="true" />
          </span>
        )}
        <time dateTime={conversation.lastActivityAt} className="row-time">
          {listTime(conversation.lastActivityAt, now, i18n.language)}
        </time>
      </span>

      <span className="row-line row-second">
        {begun && !selected && (
          <span className="row-draft">
            <PenLine size={12} aria-hidden="true" />
            {t("composer.draft")}
          </span>
        )}
        <Preview conversation={conversation} />
      </span>

      <span className="row-line row-third">
        <span className="truncate row-handle">{account ? <UserText text={accountName(account)} /> : null}</span>
        {answerable && <WindowTimer expiresAt={window.expiresAt} />}
        {answerable && !conversation.sendTrouble && <QuotaMeter window={window} />}
        {conversation.sendTrouble && (
          <span className="row-trouble" title={t("list.sendTrouble")}>
            <CircleAlert size={13} aria-hidden="true" />
            {t("list.sendTroubleShort")}
          </span>
        )}
      </span>

      <span className="row-end">
        {unread > 0 && <span className="unread number">{unread > 99 ? "99+" : unread}</span>}
        {surface === "COMMENT" && conversation.post && <Cover post={conversation.post} size="small" />}
        {assignee && <Avatar name={assignee.name} seed={assignee.agentId} size={20} title={t("list.assignedTo", { name: assignee.name })} />}
      </span>
    </div>
  );
});

function Preview({ conversation: { preview, previewType, previewDirection } }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const words = previewType !== null && previewType !== "TEXT" && previewType !== "EMOJI" ? t(`messageType.${previewType}`) : null;
  return (
    <span className="row-preview truncate">
      {previewDirection === "OUTBOUND" && <Reply size={12} aria-label={t("list.answered")} />}
      {previewType === "WITHHELD" && <EyeOff size={12} aria-hidden="true" />}
      {words && <em>{words}</em>}
      {preview && previewType !== "WITHHELD" && <UserText text={preview} />}
    </span>
  );
}
