import { Check, FlaskConical, Minus, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { SelfTest } from "../../api/cockpit";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { useProblemText } from "../../i18n/useProblemText";
import { useSelfTest } from "./useHealthActions";

const MARKS = { OK: Check, FAILED: X, SKIPPED: Minus } as const;

/** Tries the whole way, step by step. `?test` in the address begins at once: whoever came by that button has asked. */
export function SelfTestCard({ accountId, name }: { accountId: string; name: string }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const test = useSelfTest(accountId);
  const [search, setSearch] = useSearchParams();
  const asked = search.has("test");
  const begun = useRef(false);

  const begin = test.mutate;
  useEffect(() => {
    if (!asked || begun.current) return;
    begun.current = true;
    setSearch({}, { replace: true });
    begin();
  }, [asked, begin, setSearch]);

  return (
    <section className="section">
      <header>
        <h2>{t("selfTest.title")}</h2>
      </header>
      <div className="card">
        <div className="page-bar">
          <p>{t("selfTest.lead")}</p>
          <Button busy={test.isPending} onClick={() => test.mutate()}>
            {!test.isPending && <FlaskConical size={15} aria-hidden="true" />}
            {t("alert.actions.selfTest")}
            <span className="visually-hidden">{name}</span>
          </Button>
        </div>
        <div role="status" className="self-test">
          {test.isPending && <p className="faint">{t("selfTest.running")}</p>}
          {test.error && <Callout tone="danger">{words(test.error)}</Callout>}
          {test.data && !test.isPending && <Result test={test.data} />}
        </div>
      </div>
    </section>
  );
}

function Result({ test: { passed, steps } }: { test: SelfTest }) {
  const { t } = useTranslation();
  return (
    <>
      <Callout tone={passed ? "ok" : "warn"}>{t(passed ? "selfTest.passed" : "selfTest.failed")}</Callout>
      <ol className="steps">
        {steps.map(({ step, outcome, millis, args }) => {
          const Mark = MARKS[outcome];
          const failure = args["failure"];
          return (
            <li key={step} className={`step step-${outcome}`}>
              <span className="step-mark" role="img" aria-label={t(`selfTest.outcome.${outcome}`)}>
                <Mark size={14} />
              </span>
              <div className="line-text">
                <span>
                  {t(`selfTest.step.${step}`)}
                  {outcome !== "SKIPPED" && <span className="faint number"> · {t("selfTest.millis", { count: millis })}</span>}
                </span>
                {outcome === "FAILED" && typeof failure === "string" && <span className="fact-small fact-danger">{failure}</span>}
                {outcome === "FAILED" && <span className="faint">{t(`selfTest.todo.${step}`)}</span>}
                {outcome === "SKIPPED" && <span className="faint">{t(`selfTest.skipped.${step}`)}</span>}
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
