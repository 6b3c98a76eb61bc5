import { useTranslation } from "react-i18next";
import type { Duty, Message } from "../../api/types";
import { clockTime } from "../../lib/time";
import { AssignedLine } from "./AssignedLine";
import { LeadingLine } from "./LeadingLine";

interface Props {
  message: Message;
  meId: string;
  colleagues: ReadonlyMap<string, Duty>;
  /** In which the customer writes, if that is known. */
  language: string | null;
  refusable: boolean;
}

/** What happened to the conversation, in one sentence. */
export function SystemLine({ message, meId, colleagues, language, refusable }: Props) {
  const { t, i18n } = useTranslation();
  const { system, text, sentAt, type } = message;
  const nameOf = (id: string | null | undefined, me: string = t("action.you")) =>
    id === meId ? me : ((id && colleagues.get(id)?.name) ?? t("action.someone"));
  const by = system?.automatic || !system?.by ? t("system.automatic") : nameOf(system.by);

  const sentence = () => {
    if (type === "STATUS" && system?.status) return t(`system.${system.status}`, { by });
    return text ?? "";
  };
  if (type === "ASSIGNED") {
    const to = system?.assigneeId ? nameOf(system.assigneeId, t("system.you")) : null;
    return <AssignedLine message={message} by={by} to={to} language={language} refusable={refusable} />;
  }
  if (system?.conversationId) return <LeadingLine message={message} to={system.conversationId} />;
  return (
    <li className="system-line">
      <span>{sentence()}</span> <time dateTime={sentAt}>{clockTime(sentAt, i18n.language)}</time>
    </li>
  );
}
