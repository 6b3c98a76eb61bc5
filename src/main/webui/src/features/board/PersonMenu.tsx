import { ArrowRightLeft, Ellipsis, Gauge } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BoardAgent } from "../../api/types";
import { IconButton } from "../../components/Button";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "../../components/Menu";
import { useBoardActions } from "./useBoardActions";

const DUTIES = ["ON", "BUSY", "AWAY", "OFF"] as const;

interface Props {
  agent: BoardAgent;
  onCapacity: () => void;
  onMove: () => void;
}

/** What a supervisor may do about somebody. */
export function PersonMenu({ agent: { duty, open }, onCapacity, onMove }: Props) {
  const { t } = useTranslation();
  const { setDuty } = useBoardActions();
  return (
    <Menu
      trigger={
        <IconButton label={t("boardPage.actions", { name: duty.name })} className="people-more">
          <Ellipsis size={17} />
        </IconButton>
      }
    >
      <MenuLabel>{t("boardPage.setDuty")}</MenuLabel>
      <MenuChoice
        value={duty.duty}
        choices={DUTIES.map((value) => ({ value, label: t(`duty.${value}`) }))}
        onChange={(next) => setDuty.mutate({ agentId: duty.agentId, name: duty.name, duty: next })}
      />
      <MenuLine />
      <MenuItem onSelect={onCapacity}>
        <Gauge size={16} />
        {t("boardPage.capacity")}
      </MenuItem>
      <MenuItem onSelect={onMove} disabled={open === 0}>
        <ArrowRightLeft size={16} />
        {t("boardPage.move")}
      </MenuItem>
    </Menu>
  );
}
