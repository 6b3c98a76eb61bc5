import { useTranslation } from "react-i18next";
import { useMe, useSettings } from "../../api/useMe";
import { Avatar } from "../../components/Avatar";
import { Segmented } from "../../components/Segmented";
import { Switch } from "../../components/Switch";
import { useToast } from "../../components/Toasts";
import { speak } from "../../i18n/i18n";
import { LOCALE_NAMES, LOCALES, type Locale } from "../../i18n/locale";
import { useProblemText } from "../../i18n/useProblemText";
import { wear, type Theme } from "../../lib/theme";
import type { Settings } from "../../api/types";
import { PasswordForm } from "./PasswordForm";
import { Section, SettingLine } from "./Section";
import { Sessions } from "./Sessions";
import { Tokens } from "./Tokens";

export function SettingsPage() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { settings, change } = useSettings();
  const say = useToast();
  const words = useProblemText();
  const set = (next: Settings) => change.mutate(next, { onError: (error) => say(words(error), "danger") });

  return (
    <main className="page">
      <div className="page-inner">
        <h1>{t("nav.settings")}</h1>
        <Section title={t("settings.profile")}>
          <div className="profile">
            <Avatar name={me.name} seed={me.id} size={56} />
            <div>
              <p className="profile-name">{me.name}</p>
              <p className="faint">{me.email}</p>
              <span className="badge badge-brand">{t(`agentRole.${me.role}`)}</span>
            </div>
          </div>
        </Section>

        <Section title={t("settings.appearance")}>
          <SettingLine title={t("settings.language")}>
            <Segmented<Locale>
              label={t("settings.language")}
              value={settings.locale ?? (i18n.language === "zh-CN" ? "zh-CN" : "en")}
              choices={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
              onChange={(locale) => {
                speak(locale);
                set({ locale });
              }}
            />
          </SettingLine>
          <SettingLine title={t("settings.theme")}>
            <Segmented<Theme>
              label={t("settings.theme")}
              value={settings.theme ?? "system"}
              choices={(["light", "dark", "system"] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
              onChange={(theme) => {
                wear(theme);
                set({ theme });
              }}
            />
          </SettingLine>
        </Section>

        <Section title={t("settings.keyboard")}>
          <SettingLine title={t("settings.sendKey")} hint={t("settings.sendKeyHint")}>
            <Segmented
              label={t("settings.sendKey")}
              value={settings.sendKey ?? "enter"}
              choices={[
                { value: "enter", label: t("settings.sendEnter") },
                { value: "mod-enter", label: t("settings.sendModEnter") },
              ]}
              onChange={(sendKey) => set({ sendKey })}
            />
          </SettingLine>
          <SettingLine title={t("settings.undo")} hint={t("settings.undoHint")}>
            <Segmented
              label={t("settings.undo")}
              value={String(settings.undoSeconds ?? 0)}
              choices={["0", "5", "10", "20"].map((it) => ({ value: it, label: it === "0" ? t("settings.undoOff") : t("settings.undoSeconds", { count: Number(it) }) }))}
              onChange={(seconds) => set({ undoSeconds: Number(seconds) })}
            />
          </SettingLine>
          <SettingLine title={t("settings.shortcuts")} hint={t("settings.shortcutsHint")}>
            <Switch
              label={t("settings.shortcuts")}
              checked={settings.shortcuts !== false}
              onChange={(shortcuts) => set({ shortcuts })}
            />
          </SettingLine>
        </Section>

        <PasswordForm />
        <Sessions />
        <Tokens />
      </div>
    </main>
  );
}
