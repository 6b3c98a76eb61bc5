import { CalendarClock } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { Menu, MenuItem, MenuLine } from "../../components/Menu";
import { shortDateTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { laterPresets, localTime } from "./laterPresets";

interface Props {
  disabled: boolean;
  /** TikTok takes nothing from then on; null where that does not matter. */
  until: string | null;
  onPick: (at: Date) => void;
}

/** When a reply leaves, if not at once. */
export function SendLater({ disabled, until, onPick }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const [choosing, setChoosing] = useState(false);
  const tooLate = (at: Date) => until !== null && at.getTime() >= Date.parse(until);
  return (
    <>
      <Menu
        label={t("later.label")}
        trigger={
          <IconButton small label={t("later.label")} disabled={disabled}>
            <CalendarClock size={15} />
          </IconButton>
        }
      >
        {laterPresets(new Date(now)).map(({ preset, at }) => (
          <MenuItem key={preset} disabled={tooLate(at)} onSelect={() => onPick(at)} end={tooLate(at) ? t("later.closed") : shortDateTime(at.toISOString(), i18n.language)}>
            {t(`later.${preset}`)}
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem onSelect={() => setChoosing(true)}>{t("later.choose")}</MenuItem>
      </Menu>
      {choosing && <ChooseTime now={now} until={until} onClose={() => setChoosing(false)} onPick={onPick} />}
    </>
  );
}

function ChooseTime({ now, until, onClose, onPick }: { now: number; until: string | null; onClose: () => void; onPick: (at: Date) => void }) {
  const { t, i18n } = useTranslation();
  const [value, setValue] = useState(() => localTime(new Date(now + 3_600_000)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPick(new Date(value));
    onClose();
  };
  return (
    <Dialog title={t("later.label")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t("later.when")}
          hint={until ? t("later.until", { time: shortDateTime(until, i18n.language) }) : undefined}
          type="datetime-local"
          required
          min={localTime(new Date(now))}
          max={until ? localTime(new Date(until)) : undefined}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary">
            {t("later.submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
