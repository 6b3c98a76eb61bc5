import type { TFunction } from "i18next";
import { accountName } from "../../api/accountName";
import { personName } from "../../api/personName";
import type { Account, Conversation } from "../../api/types";
import { answering, type AnswerWindow } from "../../lib/answering";
import { windowLeft } from "../../lib/windowLeft";

/** A row as a screen reader says it, most telling first: "Unread, Ana, do you ship to Manila?, account brand_ph, …". */
export function rowLabel(conversation: Conversation, account: Account | undefined, now: number, t: TFunction): string {
  const { unread, window, preview, previewType, sendTrouble } = conversation;
  const left = window?.expiresAt && conversation.status !== "RESOLVED" ? windowLeft(window.expiresAt, now) : null;
  const said = [
    unread > 0 && t("aria.unread"),
    personName(conversation.contact, t("person.unknown")),
    previewType === null || previewType === "TEXT" ? preview : t(`messageType.${previewType}`),
    account && t("aria.account", { handle: account.handle ?? accountName(account) }),
    left && timeLeft(left, t),
    left && window && messagesLeft(window, now, t),
    sendTrouble && t("list.sendTrouble"),
  ];
  return said.filter(Boolean).join(", ");
}

function messagesLeft(window: AnswerWindow, now: number, t: TFunction): string | null {
  const { over, remaining } = answering(window, now);
  if (remaining === null) return t("window.unlimited");
  return over && remaining === 0 ? null : t("aria.messagesLeft", { count: remaining });
}

function timeLeft({ tone, hours, minutes }: ReturnType<typeof windowLeft>, t: TFunction): string {
  if (tone === "closed") return t("window.closedHint");
  return hours > 0 ? t("aria.hoursLeft", { count: hours }) : t("aria.minutesLeft", { count: minutes });
}
