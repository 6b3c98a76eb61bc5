import { TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { accountName } from "../../api/accountName";
import { useAccounts } from "../../api/useAccounts";
import { useMe } from "../../api/useMe";
import { IconButton } from "../../components/Button";
import { UserText } from "../../components/UserText";
import { useAlertText } from "../../i18n/useAlertText";
import { hide, noticesFor, readHidden, type AccountNotice } from "./notices";

/** More would push the work off the screen. */
const SHOWN = 2;

/** Troubles of accounts, a line each: there while they last, and gone by themselves. */
export function AccountNotices() {
  const { t } = useTranslation();
  const me = useMe();
  const accounts = useAccounts();
  const [hidden, setHidden] = useState(readHidden);
  const [all, setAll] = useState(false);
  const notices = noticesFor(me.role, accounts.list).filter((it) => !hidden.has(it.name));
  return (
    <div role="region" aria-label={t("notice.label")} aria-live="polite" className="notices">
      {notices.slice(0, all ? notices.length : SHOWN).map((it) => (
        <NoticeLine key={it.name} notice={it} withDetails={me.role !== "AGENT"} onHide={() => setHidden(hide(it.name))} />
      ))}
      {notices.length > SHOWN && (
        <button type="button" className="notices-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("notice.fewer") : t("notice.more", { count: notices.length - SHOWN })}
        </button>
      )}
    </div>
  );
}

function NoticeLine({ notice, withDetails, onHide }: { notice: AccountNotice; withDetails: boolean; onHide: () => void }) {
  const { t } = useTranslation();
  const words = useAlertText();
  const { kind, severity, entries } = notice;
  const [only] = entries;
  const what = words.title(kind);
  return (
    <p className={`notice notice-${severity}`}>
      <TriangleAlert size={15} aria-hidden="true" />
      <span className="notice-text">
        <strong>{what}</strong>
        {" · "}
        {entries.length === 1 && only ? <UserText text={accountName(only.account)} /> : t("alert.accounts", { count: entries.length })}
      </span>
      {withDetails ? (
        <Link to={entries.length === 1 && only ? `/health/${only.account.id}` : "/health"}>{t("notice.details")}</Link>
      ) : (
        <span className="notice-who">{t("notice.adminKnows")}</span>
      )}
      <IconButton small label={t("notice.dismiss", { what })} onClick={onHide}>
        <X size={15} />
      </IconButton>
    </p>
  );
}
