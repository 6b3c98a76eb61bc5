import { useTranslation } from "react-i18next";
import type { CockpitAccount } from "../../api/cockpit";
import { useCodeText } from "../../i18n/useAlertText";
import { fromNow } from "../../lib/span";
import { useNow } from "../../lib/useNow";

/** What TikTok said no to, in words; the number stays beside them for whoever asks TikTok. */
export function SendCodes({ codes }: { codes: CockpitAccount["sends"]["codes"] }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const words = useCodeText();
  return (
    <section className="section">
      <header>
        <h2>{t("accountPage.codes")}</h2>
      </header>
      <div className="card">
        {codes.length === 0 ? (
          <p className="faint">{t("accountPage.codesNone")}</p>
        ) : (
          <ul className="lines">
            {codes.map((it) => (
              <li key={it.code}>
                <span className="code-count number">{it.count}</span>
                <div className="line-text">
                  <span>{words(it.code)}</span>
                  <span className="faint number">
                    {it.code} · {t("accountPage.codeLast", { time: fromNow(it.lastAt, now, i18n.language) })}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
