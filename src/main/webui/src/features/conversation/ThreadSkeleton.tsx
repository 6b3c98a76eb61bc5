import { useTranslation } from "react-i18next";

const SHAPE = ["in", "in", "out", "in", "out", "out", "in"] as const;

export function ThreadSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" className="thread thread-skeleton">
      <span className="visually-hidden">{t("thread.loading")}</span>
      {SHAPE.map((side, index) => (
        <span key={index} aria-hidden="true" className={`skeleton skeleton-bubble skeleton-${side}`} />
      ))}
    </div>
  );
}
