import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Brand } from "../../components/Brand";
import { Segmented } from "../../components/Segmented";
import { speak } from "../../i18n/i18n";
import { LOCALE_NAMES, LOCALES, type Locale } from "../../i18n/locale";
import { useTitle } from "../../lib/useTitle";
import "./session.css";

/** The frame of every page that is seen before logging in. */
export function Gate({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  useTitle(t("app.name"));
  return (
    <div className="gate">
      <header className="gate-top">
        <Segmented<Locale>
          label={t("settings.language")}
          value={i18n.language === "zh-CN" ? "zh-CN" : "en"}
          choices={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
          onChange={speak}
        />
      </header>
      <main className="gate-card">
        <div className="gate-name">
          <Brand />
          {t("app.name")}
        </div>
        {children}
      </main>
    </div>
  );
}
