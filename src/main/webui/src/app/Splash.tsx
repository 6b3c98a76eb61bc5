import { useTranslation } from "react-i18next";
import { Brand } from "../components/Brand";

export function Splash() {
  const { t } = useTranslation();
  return (
    <div className="splash" role="status">
      <Brand size={40} />
      <span className="visually-hidden">{t("common.loading")}</span>
    </div>
  );
}
