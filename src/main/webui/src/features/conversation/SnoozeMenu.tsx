import { Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/Button";
import { Menu, MenuItem } from "../../components/Menu";
import { shortDateTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { snoozePresets } from "./snoozePresets";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Without a time: until the customer writes. */
  onSnooze: (until?: string) => void;
}

export function SnoozeMenu({ open, onOpenChange, onSnooze }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  return (
    <Menu
      open={open}
      onOpenChange={onOpenChange}
      label={t("action.snoozeUntil")}
      trigger={
        <IconButton label={t("action.snooze")} shortcut="S">
          <Clock size={17} />
        </IconButton>
      }
    >
      {snoozePresets(new Date(now)).map(({ preset, until }) => (
        <MenuItem
          key={preset}
          onSelect={() => onSnooze(until.toISOString())}
          end={shortDateTime(until.toISOString(), i18n.language)}
        >
          {t(`snooze.${preset}`)}
        </MenuItem>
      ))}
      <MenuItem onSelect={() => onSnooze()}>{t("snooze.customer")}</MenuItem>
    </Menu>
  );
}
