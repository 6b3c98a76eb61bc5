import { UserMinus, UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Duty } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { DutyDot } from "../../components/DutyDot";
import { Menu, MenuItem, MenuLabel, MenuLine } from "../../components/Menu";

interface Props {
  assignee: Duty | undefined;
  assigneeId: string | null;
  meId: string;
  colleagues: readonly Duty[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAssign: (agentId: string | null) => void;
}

/** Who takes something new, who is at work, who is not. */
const place = (it: Duty) => (it.duty === "ON" && it.connected ? 0 : it.duty === "OFF" ? 2 : 1);

/** Who has it, and to whom it may go: those on duty and there first, the least busy before the others. */
export function AssignMenu({ assignee, assigneeId, meId, colleagues, open, onOpenChange, onAssign }: Props) {
  const { t } = useTranslation();
  const sorted = colleagues.toSorted((a, b) => {
    if (place(a) !== place(b)) return place(a) - place(b);
    return a.openCount / Math.max(1, a.capacity) - b.openCount / Math.max(1, b.capacity);
  });
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
      <MenuLine />
      <MenuLabel>{t("action.colleagues")}</MenuLabel>
      {sorted.map((it) => (
        <MenuItem
          key={it.agentId}
          disabled={it.agentId === assigneeId}
          onSelect={() => onAssign(it.agentId)}
          end={`${it.openCount}/${it.capacity}`}
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
