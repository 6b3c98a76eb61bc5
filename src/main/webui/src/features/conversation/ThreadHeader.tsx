import { ArrowLeft, Check, PanelRight, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { personName } from "../../api/personName";
import type { Account, Conversation, Duty } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { Button, IconButton } from "../../components/Button";
import { KindIcon } from "../../components/KindIcon";
import { UserText } from "../../components/UserText";
import { QuotaMeter, WindowTimer } from "../../components/WindowTimer";
import { AssignMenu } from "./AssignMenu";
import { Lookers } from "./Lookers";
import { SnoozeMenu } from "./SnoozeMenu";
import { useHandover } from "./useHandover";

interface Props {
  conversation: Conversation;
  account: Account | undefined;
  meId: string;
  colleagues: readonly Duty[];
  /** Names of colleagues who look at it too. */
  lookers: readonly string[];
  menu: "assign" | "snooze" | null;
  onMenu: (menu: "assign" | "snooze" | null) => void;
  onAssign: (agentId: string | null) => void;
  onTransfer: () => void;
  onResolve: () => void;
  onReopen: () => void;
  onSnooze: (until?: string) => void;
  onBack: (() => void) | undefined;
  onPanel: () => void;
  panelOpen: boolean;
}

/** So many faces fit beside the name. */
const SHOWN = 3;

export function ThreadHeader(props: Props) {
  const { conversation, account, meId, colleagues, menu, onMenu, onBack, onPanel, panelOpen } = props;
  const { t } = useTranslation();
  const { contact, assigneeId, window, status } = conversation;
  const name = personName(contact, t("person.unknown"));
  const { takePart } = useHandover(conversation.id);
  const others = colleagues.filter((it) => conversation.participants.includes(it.agentId) && it.agentId !== assigneeId);
  const assignee = colleagues.find((it) => it.agentId === assigneeId);

  return (
    <header className="thread-head">
      {onBack && (
        <IconButton label={t("action.back")} onClick={onBack}>
          <ArrowLeft size={18} />
        </IconButton>
      )}
      <button type="button" className="thread-person" onClick={onPanel} aria-expanded={panelOpen}>
        <Avatar name={name} seed={contact?.id ?? conversation.id} url={contact?.avatarUrl} size={36} />
        <span className="thread-names">
          <span className="truncate thread-name">
            <UserText text={name} />
          </span>
          <span className="thread-account">
            <span className="thread-kind" title={t(`surface.${conversation.surface}`)}>
              <KindIcon surface={conversation.surface} />
              <span className="visually-hidden">{t(`surface.${conversation.surface}`)}</span>
            </span>
            <span className="truncate">{account && <UserText text={accountName(account)} />}</span>
            {status !== "OPEN" && <span className="badge">{t(`status.${status}`)}</span>}
            {window && status !== "RESOLVED" && (
              <>
                <WindowTimer expiresAt={window.expiresAt} />
                <QuotaMeter window={window} />
              </>
            )}
          </span>
        </span>
      </button>
      {others.length > 0 && (
        <span className="participants" title={t("handover.participants", { names: others.map((it) => it.name).join(", ") })}>
          <span className="visually-hidden">{t("handover.participants", { names: others.map((it) => it.name).join(", ") })}</span>
          {others.slice(0, SHOWN).map((it) => (
            <Avatar key={it.agentId} name={it.name} seed={it.agentId} size={20} />
          ))}
          {others.length > SHOWN && <span className="participants-more number">+{others.length - SHOWN}</span>}
        </span>
      )}
      <Lookers names={props.lookers} />
      <AssignMenu
        assignee={assignee}
        assigneeId={assigneeId}
        meId={meId}
        colleagues={colleagues}
        open={menu === "assign"}
        onOpenChange={(open) => onMenu(open ? "assign" : null)}
        onAssign={props.onAssign}
        onTransfer={props.onTransfer}
        takesPart={conversation.participants.includes(meId)}
        onTakePart={takePart.mutate}
      />
      {status !== "RESOLVED" && (
        <SnoozeMenu open={menu === "snooze"} onOpenChange={(open) => onMenu(open ? "snooze" : null)} onSnooze={props.onSnooze} />
      )}
      {status === "OPEN" ? (
        <Button small look="primary" onClick={props.onResolve} title={`${t("action.resolve")} · E`} aria-keyshortcuts="E">
          <Check size={15} aria-hidden="true" />
          <span className="thread-resolve">{t("action.resolve")}</span>
        </Button>
      ) : (
        <Button small onClick={props.onReopen} title={t("action.reopen")}>
          <RotateCcw size={15} aria-hidden="true" />
          <span className="thread-resolve">{t("action.reopen")}</span>
        </Button>
      )}
      <IconButton className={`thread-panel ${panelOpen ? "thread-panel-open" : ""}`} label={t("action.panel")} shortcut="]" aria-pressed={panelOpen} onClick={onPanel}>
        <PanelRight size={17} />
      </IconButton>
    </header>
  );
}
