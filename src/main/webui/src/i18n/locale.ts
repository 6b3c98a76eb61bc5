export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** Names of languages are written in themselves: whoever needs one cannot read the others. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { "zh-CN": "简体中文", en: "English" };

const KEPT_AS = "tributary.locale";

export function bestLocale(wanted: readonly string[]): Locale {
  for (const it of wanted) {
    if (it.toLowerCase().startsWith("zh")) return "zh-CN";
    if (it.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}

export function firstLocale(): Locale {
  const kept = localStorage.getItem(KEPT_AS);
  return LOCALES.find((it) => it === kept) ?? bestLocale(navigator.languages);
}

export function keepLocale(locale: Locale): void {
  localStorage.setItem(KEPT_AS, locale);
}
