import { ArrowRightLeft, LogOut, UserMinus, UserPlus, UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Duty } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { DutyDot } from "../../components/DutyDot";
import { Menu, MenuItem, MenuLabel, MenuLine } from "../../components/Menu";
import { loadOf } from "../../lib/load";
import { byRoom } from "./byRoom";

interface Props {
  assignee: Duty | undefined;
  assigneeId: string | null;
  meId: string;
  colleagues: readonly Duty[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAssign: (agentId: string | null) => void;
  onTransfer: () => void;
  takesPart: boolean;
  onTakePart: (among: boolean) => void;
}

/** Who has it, and to whom it may go: those on duty first, the least busy before the others. */
export function AssignMenu({ assignee, assigneeId, meId, colleagues, open, onOpenChange, onAssign, onTransfer, takesPart, onTakePart }: Props) {
  const { t } = useTranslation();
  const sorted = colleagues.toSorted(byRoom);
  return (
    <Menu
      open={open}
      onOpenChange={onOpenChange}
      trigger={
        <Button look="quiet" small className="assignee" title={`${t("action.assign")} · A`}>
          {assignee ? <Avatar name={assignee.name} seed={assignee.agentId} size={20} /> : <UserPlus size={16} aria-hidden="true" />}
          <span className="truncate">
            {assignee ? (assignee.agentId === meId ? t("action.you") : assignee.name) : t(assigneeId ? "action.someone" : "action.assign")}
          </span>
        </Button>
      }
    >
      <MenuItem onSelect={() => onAssign(meId)} disabled={assigneeId === meId} end="I">
        <UserPlus size={16} />
        {t("action.toMe")}
      </MenuItem>
      <MenuItem onSelect={() => onAssign(null)} disabled={assigneeId === null}>
        <UserMinus size={16} />
        {t("action.toNobody")}
      </MenuItem>
      <MenuItem onSelect={onTransfer} end="⇧A">
        <ArrowRightLeft size={16} />
        {t("handover.open")}
      </MenuItem>
      {takesPart ? (
        <MenuItem onSelect={() => onTakePart(false)}>
          <LogOut size={16} />
          {t("handover.leave")}
        </MenuItem>
      ) : (
        assigneeId !== meId && (
          <MenuItem onSelect={() => onTakePart(true)}>
            <UserRoundPlus size={16} />
            {t("handover.join")}
          </MenuItem>
        )
      )}
      <MenuLine />
      <MenuLabel>{t("action.colleagues")}</MenuLabel>
      {sorted.map((it) => (
        <MenuItem
          key={it.agentId}
          disabled={it.agentId === assigneeId}
          onSelect={() => onAssign(it.agentId)}
          end={loadOf(it)}
        >
          <span className="presence">
            <Avatar name={it.name} seed={it.agentId} size={20} />
            <DutyDot duty={it.duty} connected={it.connected} />
          </span>
          <span className="truncate">{it.name}</span>
          <span className="faint assign-state">{t(`duty.${it.duty !== "OFF" && !it.connected ? "GONE" : it.duty}`)}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
