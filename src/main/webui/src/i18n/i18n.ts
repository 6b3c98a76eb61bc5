import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en";
import { firstLocale, keepLocale, type Locale } from "./locale";
import { zhCN } from "./zh-CN";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  resources: { en: { translation: en }, "zh-CN": { translation: zhCN } },
  lng: firstLocale(),
  fallbackLng: "en",
  showSupportNotice: false,
  // React escapes.
  interpolation: { escapeValue: false },
});

function tellTheDocument(locale: string): void {
  document.documentElement.lang = locale;
}

i18n.on("languageChanged", tellTheDocument);
tellTheDocument(i18n.language);

export function speak(locale: Locale): void {
  keepLocale(locale);
  if (i18n.language !== locale) void i18n.changeLanguage(locale);
}
