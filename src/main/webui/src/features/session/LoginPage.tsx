import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { ProblemError, sendJson } from "../../api/client";
import { myself } from "../../api/queries";
import type { Me } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { TextField } from "../../components/Field";
import { useProblemText } from "../../i18n/useProblemText";
import { Gate } from "./Gate";
import { safeNext } from "./safeNext";

export function LoginPage() {
  const { t } = useTranslation();
  const words = useProblemText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const already = useQuery({ ...myself, retry: false });
  const next = safeNext(search.get("next"));

  const logIn = useMutation({
    mutationFn: () => sendJson<Me>("POST", "/api/session", { email: email.trim(), password }),
    onSuccess: (me) => {
      client.setQueryData(myself.queryKey, me);
      void navigate(next, { replace: true });
    },
    onError: () => setPassword(""),
  });

  if (already.isSuccess && !logIn.isSuccess) return <Navigate to={next} replace />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!logIn.isPending) logIn.mutate();
  };

  return (
    <Gate>
      <div className="gate-head">
        <h1>{t("login.title")}</h1>
        <p>{t("login.lead")}</p>
      </div>
      <form onSubmit={submit}>
        {search.get("ended") && !logIn.error && <Callout tone="warn">{t("login.ended")}</Callout>}
        {logIn.error && (
          <Callout tone="danger">
            {logIn.error instanceof ProblemError && logIn.error.slug === "wrong-credentials"
              ? t("problem.wrong-credentials")
              : words(logIn.error)}
          </Callout>
        )}
        <TextField
          label={t("login.email")}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label={t("login.password")}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" busy={logIn.isPending}>
          {t("login.submit")}
        </Button>
      </form>
    </Gate>
  );
}
