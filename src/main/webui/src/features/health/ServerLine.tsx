import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Cockpit } from "../../api/cockpit";
import { fromNow } from "../../lib/span";
import { useNow } from "../../lib/useNow";

/** Whether the server keeps up, with what belongs to no account as well. */
export function ServerLine({ server: { waiting, oldestWaitingAt, parked }, mayAct }: { server: Cockpit["server"]; mayAct: boolean }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  return (
    <p className="server-line faint number">
      <strong>{t("server.title")}</strong>{" "}
      {waiting === 0 ? t("server.fine") : t("server.waiting", { count: waiting, time: oldestWaitingAt ? fromNow(oldestWaitingAt, now, i18n.language) : "–" })}{" "}
      {parked > 0 && (mayAct ? <Link to="/admin/parked">{t("server.parked", { count: parked })}</Link> : t("server.parked", { count: parked }))}
    </p>
  );
}
