import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "./State";

interface Props<T extends { items: readonly unknown[] }> {
  query: Pick<UseQueryResult<T>, "isPending" | "error" | "data"> & { refetch: () => unknown };
  empty: string;
  children: (data: T) => ReactNode;
}

/** A short list in whichever state it is: on its way, refused, empty or there. */
export function ListState<T extends { items: readonly unknown[] }>({ query, empty, children }: Props<T>) {
  const { t } = useTranslation();
  if (query.isPending) {
    return (
      <div role="status" className="lines-skeleton">
        <span className="visually-hidden">{t("common.loading")}</span>
        <span className="skeleton" />
        <span className="skeleton" />
      </div>
    );
  }
  if (!query.data) return query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <p className="lines-empty">{empty}</p>;
  return children(query.data);
}
