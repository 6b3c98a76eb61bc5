/** Languages of TikTok Shop's markets: those in which customers write are told apart. ISO 639-1. */
export const LANGUAGES = ["zh", "en", "id", "ms", "th", "vi", "tl", "es", "pt", "ar", "ja", "ko", "fr", "de", "it", "ru", "tr"] as const;

/** What it is called in the reader's own language. */
export function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: "language", fallback: "code" }).of(code) ?? code;
}
