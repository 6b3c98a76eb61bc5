import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { accountName } from "../../api/accountName";
import { isOfTheApp, type AlertGroup } from "../../api/alerts";
import { HealthDot } from "../../components/HealthDot";
import { UserText } from "../../components/UserText";
import { useAlertText } from "../../i18n/useAlertText";
import { spanOf } from "../../lib/span";
import { useNow } from "../../lib/useNow";
import { RemedyButton } from "./RemedyButton";

interface Props {
  groups: readonly AlertGroup[];
  mayAct: boolean;
  /** On an account's own page nobody needs to be told which account it is. */
  named?: boolean;
}

/** What needs somebody, in plain words, with what to do and the button that does it. */
export function AlertCards({ groups, mayAct, named = true }: Props) {
  return (
    <ul className="alerts">
      {groups.map((it) => (
        <AlertCard key={it.kind} group={it} mayAct={mayAct} named={named} />
      ))}
    </ul>
  );
}

function AlertCard({ group: { kind, severity, entries }, mayAct, named }: { group: AlertGroup; mayAct: boolean; named: boolean }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const words = useAlertText();
  const first = entries[0];
  if (!first) return null;
  const once = isOfTheApp(kind);
  const lines = once ? [first] : entries;
  return (
    <li className={`alert alert-${severity}`}>
      <HealthDot health={severity} silent />
      <div className="alert-body">
        <h3>
          {words.title(kind)}
          <span className="visually-hidden"> ({t(`alert.severity.${severity}`)})</span>
          {named && entries.length > 1 && <span className="faint number"> · {t("alert.accounts", { count: entries.length })}</span>}
        </h3>
        {lines.map(({ account, alert }) => (
          <div key={account.id} className="alert-line">
            <p>
              {named && !once && (
                <>
                  <Link to={`/health/${account.id}`}>
                    <UserText text={accountName(account)} />
                  </Link>{" "}
                </>
              )}
              {words.text(alert)} <span className="faint number">{t("alert.since", { span: spanOf((now - Date.parse(alert.since)) / 1_000, i18n.language) })}</span>
            </p>
            {mayAct && <RemedyButton accountId={account.id} alert={alert} name={accountName(account)} />}
          </div>
        ))}
        <p className="alert-todo">{words.todo(kind)}</p>
      </div>
    </li>
  );
}
