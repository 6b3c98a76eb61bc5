import { useTranslation } from "react-i18next";

export function ListSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" className="list-skeleton">
      <span className="visually-hidden">{t("list.loading")}</span>
      {Array.from({ length: 9 }, (_, index) => (
        <div key={index} className="row-skeleton" aria-hidden="true">
          <span className="skeleton skeleton-face" />
          <span className="skeleton skeleton-name" />
          <span className="skeleton skeleton-text" />
        </div>
      ))}
    </div>
  );
}
