import { useQuery } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { ProblemError } from "../api/client";
import { myself } from "../api/queries";
import { ErrorState } from "../components/State";
import { speak } from "../i18n/i18n";
import { wear } from "../lib/theme";
import { Splash } from "./Splash";

/** Everything below may ask who is logged in and will get an answer. */
export function RequireLogin({ children }: { children: ReactNode }) {
  const me = useQuery(myself);
  const { pathname, search } = useLocation();
  const locale = me.data?.settings.locale;
  const theme = me.data?.settings.theme;

  useEffect(() => {
    if (locale) speak(locale);
  }, [locale]);
  useEffect(() => {
    if (theme) wear(theme);
  }, [theme]);

  if (me.error instanceof ProblemError && me.error.status === 401) {
    const next = new URLSearchParams({ next: pathname + search, ...(me.data ? { ended: "1" } : {}) });
    return <Navigate to={`/login?${next}`} replace />;
  }
  if (me.isPending) return <Splash />;
  if (!me.data) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  return children;
}
