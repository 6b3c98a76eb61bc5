import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { getJson, sendJson } from "../../api/client";
import { myself } from "../../api/queries";
import type { Me } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { TextField } from "../../components/Field";
import { ErrorState } from "../../components/State";
import { useProblemText } from "../../i18n/useProblemText";
import { Gate } from "./Gate";

export const SHORTEST_PASSWORD = 8;

/** Makes the first admin. Reached by the one-time link that an empty server prints in its log. */
export function SetupPage() {
  const { t } = useTranslation();
  const words = useProblemText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const [form, setForm] = useState({ name: "", email: "", password: "" });
  const setup = useQuery({
    queryKey: ["setup"],
    queryFn: ({ signal }) => getJson<{ needed: boolean }>("/api/setup", signal),
    retry: false,
  });

  const begin = useMutation({
    mutationFn: () => sendJson<Me>("POST", "/api/setup", { token, ...form }),
    onSuccess: (me) => {
      client.setQueryData(myself.queryKey, me);
      void navigate("/admin", { replace: true });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!begin.isPending) begin.mutate();
  };

  if (setup.isPending) return <Gate>{t("common.loading")}</Gate>;
  if (setup.isError) {
    return (
      <Gate>
        <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />
      </Gate>
    );
  }
  if (!setup.data.needed || !token) {
    return (
      <Gate>
        <div className="gate-head">
          <h1>{setup.data.needed ? t("setup.noToken") : t("setup.done")}</h1>
          <p>{setup.data.needed ? t("setup.noTokenLead") : t("setup.doneLead")}</p>
        </div>
        <Link to="/login" className="button button-primary">
          {t("login.submit")}
        </Link>
      </Gate>
    );
  }

  const field = (name: keyof typeof form) => ({
    name,
    required: true,
    value: form[name],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });

  return (
    <Gate>
      <div className="gate-head">
        <h1>{t("setup.title")}</h1>
        <p>{t("setup.lead")}</p>
      </div>
      <form onSubmit={submit}>
        {begin.error && <Callout tone="danger">{words(begin.error)}</Callout>}
        <TextField label={t("settings.name")} autoComplete="name" autoFocus {...field("name")} />
        <TextField label={t("login.email")} type="email" autoComplete="username" {...field("email")} />
        <TextField
          label={t("login.password")}
          type="password"
          autoComplete="new-password"
          minLength={SHORTEST_PASSWORD}
          hint={t("settings.passwordHint", { count: SHORTEST_PASSWORD })}
          {...field("password")}
        />
        <Button type="submit" look="primary" busy={begin.isPending}>
          {t("setup.submit")}
        </Button>
      </form>
    </Gate>
  );
}
