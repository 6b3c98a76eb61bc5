import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { mySessions } from "../../api/queries";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { TextField } from "../../components/Field";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { Section } from "./Section";

export function PasswordForm() {
  const { t } = useTranslation();
  const words = useProblemText();
  const say = useToast();
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [replacement, setReplacement] = useState("");

  const change = useMutation({
    mutationFn: () => sendJson("PUT", "/api/me/password", { current, replacement }),
    onSuccess: () => {
      setCurrent("");
      setReplacement("");
      say(t("settings.passwordChanged"));
      void client.invalidateQueries({ queryKey: mySessions.queryKey });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending) change.mutate();
  };

  return (
    <Section title={t("settings.password")} lead={t("settings.passwordLead")}>
      <form className="form" onSubmit={submit}>
        {change.error && <Callout tone="danger">{words(change.error)}</Callout>}
        <div className="form-row">
          <TextField
            label={t("settings.passwordCurrent")}
            type="password"
            autoComplete="current-password"
            required
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
          <TextField
            label={t("settings.passwordNew")}
            type="password"
            autoComplete="new-password"
            required
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
          />
        </div>
        <div className="form-end">
          <Button type="submit" look="primary" busy={change.isPending}>
            {t("settings.passwordSubmit")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
