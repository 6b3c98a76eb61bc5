import { CloudOff, Lock, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../api/client";
import { useProblemText } from "../i18n/useProblemText";
import { Button } from "./Button";

interface Props {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  tone?: "calm" | "danger";
}

/** What a pane says when it has nothing to show. */
export function State({ icon: Icon, title, children, tone = "calm" }: Props) {
  return (
    <div className={`state state-${tone}`}>
      <span className="state-icon" aria-hidden="true">
        <Icon size={22} strokeWidth={1.75} />
      </span>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** Something was refused or did not arrive: says which, in the server's words, and what can be done. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const forbidden = error instanceof ProblemError && (error.status === 403 || error.status === 404);
  const icon = forbidden ? Lock : error instanceof ProblemError ? TriangleAlert : CloudOff;
  return (
    <div role="alert" className="state-alert">
      <State icon={icon} title={forbidden ? t("state.forbidden") : t("state.failed")} tone="danger">
        <p>{words(error)}</p>
        {forbidden && <p>{t("state.whoCanGrant")}</p>}
        {onRetry && <Button onClick={onRetry}>{t("common.retry")}</Button>}
      </State>
    </div>
  );
}
