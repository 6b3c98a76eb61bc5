import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, UnreachableError } from "../api/client";

/**
 * What to tell a person about a failure. The server explains itself in English and more exactly than we could; in other
 * languages the catalogue speaks for the problems it knows.
 */
export function useProblemText(): (error: Error) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (error) => {
      if (error instanceof UnreachableError) return t("problem.unreachable");
      if (!(error instanceof ProblemError)) return t("problem.unexpected");
      const known = `problem.${error.slug}`;
      const speaksEnglish = i18n.language.startsWith("en");
      if (error.retryAfter !== null && error.slug === "platform-busy") return t("problem.pausedFor", { count: minutes(error.retryAfter) });
      if (error.retryAfter !== null) return t("problem.retryIn", { count: minutes(error.retryAfter) });
      if (i18n.exists(known) && !(speaksEnglish && error.detail)) return t(known as "problem.unexpected");
      return error.detail ?? error.document.title;
    },
    [t, i18n],
  );
}

function minutes(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}
