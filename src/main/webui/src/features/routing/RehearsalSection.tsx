import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { policiesPath, type Rehearsal } from "../../api/policies";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { TextField } from "../../components/Field";
import { useProblemText } from "../../i18n/useProblemText";
import { complaint } from "./policyForm";
import { RehearsalFigures } from "./RehearsalFigures";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** As an input of type datetime-local wants it: the reader's own time, without seconds. */
function local(time: number): string {
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface Props {
  storeId: string;
  version: number;
  /** What is on screen is not what would be rehearsed. */
  disabled: boolean;
}

/** What this version would have done with what happened. */
export function RehearsalSection({ storeId, version, disabled }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [from, setFrom] = useState(() => local(Date.now() - 7 * DAY));
  const [to, setTo] = useState(() => local(Date.now()));
  const rehearse = useMutation({
    mutationFn: () =>
      sendJson<Rehearsal>("POST", `${policiesPath(storeId, version)}/rehearsals`, {
        from: new Date(from).toISOString(),
        // The minute on screen is over when it ends, or as far as it has gone.
        to: new Date(Math.min(Date.parse(to) + MINUTE, Date.now() - 1_000)).toISOString(),
      }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!rehearse.isPending && from !== "" && to !== "") rehearse.mutate();
  };
  return (
    <section className="section">
      <header>
        <h2>{t("rehearsal.title")}</h2>
        <p className="faint">{t("rehearsal.lead")}</p>
      </header>
      <div className="card">
        <form className="form" onSubmit={submit}>
          <div className="form-row">
            <TextField label={t("rehearsal.from")} type="datetime-local" required value={from} max={to} error={complaint(rehearse.error, "from")} onChange={(event) => setFrom(event.target.value)} />
            <TextField label={t("rehearsal.to")} type="datetime-local" required value={to} error={complaint(rehearse.error, "to")} onChange={(event) => setTo(event.target.value)} />
          </div>
          <div className="form-end">
            <Button type="submit" disabled={disabled} busy={rehearse.isPending}>
              {t("rehearsal.begin")}
            </Button>
          </div>
        </form>
        {rehearse.isPending && <p role="status">{t("rehearsal.running")}</p>}
        {rehearse.error && <Callout tone="danger">{words(rehearse.error)}</Callout>}
        {rehearse.data && !rehearse.isPending && <RehearsalFigures rehearsal={rehearse.data} />}
      </div>
    </section>
  );
}
