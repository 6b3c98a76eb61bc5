import { useTranslation } from "react-i18next";

export function HealthSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" className="card lines-skeleton">
      <span className="visually-hidden">{t("common.loading")}</span>
      {[0, 1, 2, 3].map((it) => (
        <span key={it} className="skeleton" />
      ))}
    </div>
  );
}
