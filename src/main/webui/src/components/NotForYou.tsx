import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { State } from "./State";

/** A page that the role does not open. */
export function NotForYou() {
  const { t } = useTranslation();
  return (
    <State icon={Lock} title={t("state.forbidden")}>
      <p>{t("state.whoCanGrant")}</p>
    </State>
  );
}
