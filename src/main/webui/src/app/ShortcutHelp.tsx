import { useTranslation } from "react-i18next";
import { useSettings } from "../api/useMe";
import { Dialog } from "../components/Dialog";
import { Kbd } from "../components/Kbd";
import { Switch } from "../components/Switch";

const GROUPS = {
  move: [
    ["J / K", "next"],
    ["↑ ↓", "arrows"],
    ["Enter", "open"],
    ["Esc", "back"],
    ["U", "urgent"],
    ["T", "take"],
    ["1 2 3", "views"],
  ],
  act: [
    ["R", "reply"],
    ["N", "note"],
    ["E", "resolve"],
    ["Shift E", "resolveNext"],
    ["S", "snooze"],
    ["A", "assign"],
    ["Shift A", "transfer"],
    ["I", "toMe"],
    ["Z", "undo"],
    ["⌘/Ctrl Shift Enter", "sendResolve"],
  ],
  page: [
    ["⌘/Ctrl K", "command"],
    ["/", "search"],
    ["[", "nav"],
    ["]", "panel"],
    ["G I", "goInbox"],
    ["G H", "goHealth"],
    ["G B", "goBoard"],
    ["G S", "goSettings"],
    ["?", "help"],
  ],
} as const;

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { settings, change } = useSettings();
  const on = settings.shortcuts !== false;
  return (
    <Dialog title={t("help.title")} onClose={onClose} wide>
      <div className="help-groups">
        {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
          <section key={group}>
            <h3>{t(`help.${group}`)}</h3>
            <dl>
              {GROUPS[group].map(([keys, what]) => (
                <div key={what}>
                  <dt>{t(`help.key.${what}`)}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="setting-line">
        <div>
          <strong>{t("settings.shortcuts")}</strong>
          <p>{t("settings.shortcutsHint")}</p>
        </div>
        <Switch label={t("settings.shortcuts")} checked={on} onChange={(shortcuts) => change.mutate({ shortcuts })} />
      </div>
    </Dialog>
  );
}
