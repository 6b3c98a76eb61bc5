import { Check, Circle, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ChecklistItem, ChecklistStep } from "../../api/cockpit";
import { Button } from "../../components/Button";

const MARKS = { DONE: Check, TODO: Circle, FAILED: X } as const;

/** Where a step is done; those without a place are done outside of this page. */
const PLACES: Readonly<Partial<Record<ChecklistStep, string>>> = {
  STORE: "/admin/stores?new",
  OFFICIAL_ACCOUNT: "/admin/accounts?bind",
  MESSAGES_SUBSCRIBED: "/health#subscriptions",
  COMMENTS_SUBSCRIBED: "/health#subscriptions",
  COLLEAGUE: "/admin/agents",
  FIRST_MESSAGE: "/inbox?view=all",
};

interface Props {
  item: ChecklistItem;
  /** The first that is not done: the one to look at now. */
  next: boolean;
  testing: boolean;
  onTest: () => void;
}

export function ChecklistLine({ item: { step, state, args }, next, testing, onTest }: Props) {
  const { t, i18n } = useTranslation();
  const Mark = MARKS[state];
  const place = PLACES[step];
  const url = args["url"];
  return (
    <li className={`step step-${state}`} aria-current={next ? "step" : undefined}>
      <span className="step-mark" role="img" aria-label={t(`checklist.state.${state}`)}>
        <Mark size={state === "TODO" ? 8 : 14} />
      </span>
      <div className="line-text">
        <strong>{t(`checklist.step.${step}.title`)}</strong>
        <span className="faint">
          {state === "DONE" ? t(`checklist.step.${step}.done`, { url: String(url ?? "") }) : t(`checklist.step.${step}.todo`)}
        </span>
        {state !== "DONE" && step === "PUBLIC_ADDRESS" && typeof url === "string" && <code className="address">{url}</code>}
        {state === "FAILED" && <span className="checklist-reason">{reason()}</span>}
        {state === "FAILED" && typeof args["failure"] === "string" && <span className="faint">{args["failure"]}</span>}
        {state === "FAILED" && typeof args["callbackUrl"] === "string" && <code className="address">{args["callbackUrl"]}</code>}
        {state !== "DONE" && (
          <span className="checklist-actions">
            {place && (
              <Link to={place} className={`button button-small ${next ? "button-primary" : "button-secondary"}`}>
                {t(`checklist.step.${step}.action`)}
              </Link>
            )}
            <Button small look={place ? "quiet" : "secondary"} disabled={testing} onClick={onTest}>
              {t("checklist.test")}
              <span className="visually-hidden">: {t(`checklist.step.${step}.title`)}</span>
            </Button>
          </span>
        )}
      </div>
    </li>
  );

  /** Some reasons mean another thing at another step. */
  function reason(): string {
    const slug = String(args["reason"] ?? "");
    const key = [`checklist.reason.${step}_${slug}`, `checklist.reason.${slug}`].find((it) => i18n.exists(it));
    return key ? t(key as "checklist.reason.REFUSED") : t("checklist.reason.other", { reason: slug });
  }
}
