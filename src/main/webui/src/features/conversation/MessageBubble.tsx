import { Bot, EyeOff, Flame, History, Lock, Pencil, Reply, RotateCcw, Smartphone, Users } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { DeliveryStatus, Message } from "../../api/types";
import { Button, IconButton } from "../../components/Button";
import { UserText } from "../../components/UserText";
import { clockTime, fullTime } from "../../lib/time";
import { DeliveryMark } from "./DeliveryMark";
import { FailureCode } from "./FailureCode";
import { ScheduledLine } from "./ScheduledLine";
import { isQuotable } from "./isQuotable";
import { sendFailureOf } from "./sendFailure";
import { MessageBody } from "./MessageBody";
import { UncertainLine } from "./UncertainLine";
import { WaitLine } from "./WaitLine";

interface Props {
  message: Message;
  quoted: Message | undefined;
  /** Follows one of the same author closely, so the name is not said again. */
  continued: boolean;
  /** One of the same author follows closely, so the time is said there. */
  goesOn: boolean;
  reply: boolean;
  /** In a thread of comments, where a private message stands until it is known where it belongs. */
  onComment: boolean;
  /** What to call a message of the team: a name, "you", or how it came about. */
  author: string;
  resending: boolean;
  onResend: (message: Message) => void;
  /** Takes the text back into the composer. */
  onEdit: (message: Message) => void;
  onQuote: (message: Message) => void;
  /** Shows the message that is quoted. */
  onJump: (message: Message) => void;
}

const SETTLED: ReadonlySet<DeliveryStatus> = new Set(["SENT", "DELIVERED", "READ"]);

export const MessageBubble = memo(function MessageBubble(props: Props) {
  const { message, quoted, continued, goesOn, reply, onComment, author, resending, onResend, onEdit, onQuote, onJump } = props;
  const { t, i18n } = useTranslation();
  const { direction, comment, reactions, status, failure, sentAt, late, source, privately } = message;
  const side = direction === "INBOUND" ? "in" : direction === "NOTE" ? "note" : "out";
  const Source = source === "AUTOMATIC" ? Bot : source === "APP" && direction === "OUTBOUND" ? Smartphone : null;
  const bare = message.type === "STICKER";
  const marked = late || (privately && onComment) || comment?.highIntent || (comment && comment.visibility !== "PUBLIC") || reactions.length > 0;
  // Between messages that follow each other closely the time waits for the pointer; what is out of the ordinary does not.
  const quiet = goesOn && !marked && (direction !== "OUTBOUND" || status === null || SETTLED.has(status));

  return (
    <li
      className={`message message-${side} ${continued ? "message-continued" : ""} ${reply ? "message-reply" : ""}`}
      data-message={message.id}
      tabIndex={-1}
    >
      {!continued && (
        <p className="message-author">
          {Source && <Source size={12} aria-hidden="true" />}
          <UserText text={author} />
          {direction === "NOTE" && <span className="badge badge-warn">{t("message.note")}</span>}
          {source === "APP" && direction === "OUTBOUND" && <span>{t("message.fromApp")}</span>}
        </p>
      )}
      <div
        className={`bubble ${bare ? "bubble-bare" : ""} ${status === "FAILED" ? "bubble-failed" : ""} ${status === "UNCERTAIN" ? "bubble-uncertain" : ""} ${status === "SCHEDULED" ? "bubble-scheduled" : ""} ${comment?.deleted ? "bubble-deleted" : ""}`}
      >
        {(quoted || message.quotedRemoteId) && (
          <blockquote className="quote truncate">
            {quoted ? (
              <button type="button" title={t("message.goToQuoted")} onClick={() => onJump(quoted)}>
                {quoted.text ? <UserText text={quoted.text} /> : t(`messageType.${quoted.type}`)}
              </button>
            ) : (
              t(message.tapped ? "message.cardGone" : "message.quoteGone")
            )}
          </blockquote>
        )}
        {comment?.deleted ? <em>{t("comment.deleted")}</em> : <MessageBody message={message} />}
      </div>
      {reactions.length > 0 && (
        <p className="reactions">
          {reactions.map((it, index) => (
            <span key={index} title={t(it.byCustomer ? "message.reactedCustomer" : "message.reactedUs")}>
              {it.emoji}
            </span>
          ))}
        </p>
      )}
      <p className={`message-foot ${quiet ? "message-foot-quiet" : ""}`}>
        {status !== "SCHEDULED" && (
          <time dateTime={sentAt} title={fullTime(sentAt, i18n.language)}>
            {clockTime(sentAt, i18n.language)}
          </time>
        )}
        {late && (
          <span className="badge" title={t("message.lateWhy")}>
            <History size={11} aria-hidden="true" />
            {t("message.late")}
          </span>
        )}
        {privately && onComment && (
          <span className="badge" title={t("private.markWhy")}>
            <Lock size={11} aria-hidden="true" />
            {t("private.mark")}
          </span>
        )}
        {comment?.highIntent && (
          <span className="badge badge-warn">
            <Flame size={11} aria-hidden="true" />
            {t("list.highIntent")}
          </span>
        )}
        {comment?.visibility === "HIDDEN" && (
          <span className="badge">
            <EyeOff size={11} aria-hidden="true" />
            {t("comment.hidden")}
          </span>
        )}
        {comment?.visibility === "FRIENDS_ONLY" && (
          <span className="badge">
            <Users size={11} aria-hidden="true" />
            {t("comment.friendsOnly")}
          </span>
        )}
        {direction === "OUTBOUND" && status && <DeliveryMark status={status} />}
        {isQuotable(message) && (
          <IconButton className="message-quote" small label={t("message.quote")} onClick={() => onQuote(message)}>
            <Reply size={13} aria-hidden="true" />
          </IconButton>
        )}
      </p>
      {status === "SCHEDULED" && <ScheduledLine message={message} onTakenBack={onEdit} />}
      {message.waitsUntil && <WaitLine until={message.waitsUntil} />}
      {status === "UNCERTAIN" && <UncertainLine message={message} resending={resending} onResend={onResend} />}
      {status === "FAILED" && (
        <div className="message-trouble trouble-FAILED">
          <p>{t(`failure.${sendFailureOf(failure?.code)}`)}</p>
          <FailureCode failure={failure} />
          <Button small busy={resending} onClick={() => onResend(message)}>
            <RotateCcw size={13} aria-hidden="true" />
            {t("message.sendAgain")}
          </Button>
          {(message.text || message.type === "SHARE_POST") && (
            <Button small look="quiet" onClick={() => onEdit(message)}>
              <Pencil size={13} aria-hidden="true" />
              {t("message.editAndSend")}
            </Button>
          )}
        </div>
      )}
    </li>
  );
});
