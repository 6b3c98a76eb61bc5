import { useQuery } from "@tanstack/react-query";
import { Lock, MessageCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { conversation as conversationQuery } from "../../api/queries";
import type { Message } from "../../api/types";
import { clockTime } from "../../lib/time";

/** A comment that was answered by direct message, and the direct messages that began with it, lead to each other. */
export function LeadingLine({ message: { type, sentAt }, to }: { message: Message; to: string }) {
  const { t, i18n } = useTranslation();
  const { search } = useLocation();
  const began = type === "BEGAN_WITH_COMMENT";
  const post = useQuery({ ...conversationQuery(to), enabled: began }).data?.post?.caption;
  const Icon = began ? MessageCircle : Lock;
  return (
    <li className="system-line system-leading">
      <Icon size={12} aria-hidden="true" />
      <span className="truncate">{began ? (post ? t("private.began", { post }) : t("private.beganUnknown")) : t("private.answered")}</span>
      <Link to={`/inbox/${to}${search}`}>{t(began ? "private.openComment" : "private.openChat")}</Link>
      <time dateTime={sentAt}>{clockTime(sentAt, i18n.language)}</time>
    </li>
  );
}
