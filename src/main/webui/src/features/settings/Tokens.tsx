import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { myTokens } from "../../api/queries";
import type { ApiToken, NewApiToken, TokenScope } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Confirm } from "../../components/Confirm";
import { Dialog } from "../../components/Dialog";
import { SelectField, TextField } from "../../components/Field";
import { ListState } from "../../components/ListState";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { shortDateTime } from "../../lib/time";
import { Section } from "./Section";

export function Tokens() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const words = useProblemText();
  const tokens = useQuery(myTokens);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const revoke = useMutation({
    mutationFn: (id: string) => sendJson("DELETE", `/api/tokens/${id}`),
    onSuccess: () => {
      setRevoking(null);
      return client.invalidateQueries({ queryKey: myTokens.queryKey });
    },
    onError: (error) => say(words(error), "danger"),
  });

  return (
    <Section title={t("tokens.title")} lead={t("tokens.lead")}>
      <ListState query={tokens} empty={t("tokens.none")}>
        {({ items }) => (
          <ul className="lines">
            {items.map((it) => (
              <li key={it.id}>
                <KeyRound size={18} aria-hidden="true" className="faint" />
                <div className="line-text">
                  <strong>{it.name}</strong>
                  <span className="faint">
                    {it.scopes.map((scope) => t(`tokens.scope.${scope}`)).join(" · ")}
                    {" · "}
                    {it.expiresAt ? t("tokens.expires", { time: shortDateTime(it.expiresAt, i18n.language) }) : t("tokens.never")}
                  </span>
                </div>
                <Button small onClick={() => setRevoking(it)}>
                  {t("tokens.revoke")}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </ListState>
      <div className="form-end">
        <Button onClick={() => setMaking(true)}>
          <Plus size={15} aria-hidden="true" />
          {t("tokens.create")}
        </Button>
      </div>
      {making && <NewToken onClose={() => setMaking(false)} />}
      {revoking && (
        <Confirm
          title={t("tokens.revokeTitle", { name: revoking.name })}
          text={t("tokens.revokeText")}
          action={t("tokens.revoke")}
          busy={revoke.isPending}
          onConfirm={() => revoke.mutate(revoking.id)}
          onClose={() => setRevoking(null)}
        />
      )}
    </Section>
  );
}

const LIFETIMES = ["30", "90", "365", ""] as const;
const DAY = 86_400_000;

function NewToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const words = useProblemText();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly TokenScope[]>(["read"]);
  const [days, setDays] = useState<string>("90");
  const offered: readonly TokenScope[] = me.role === "ADMIN" ? ["read", "write", "admin"] : ["read", "write"];

  const create = useMutation({
    mutationFn: () =>
      sendJson<NewApiToken>("POST", "/api/tokens", {
        name: name.trim(),
        scopes,
        ...(days ? { expiresAt: new Date(Date.now() + Number(days) * DAY).toISOString() } : {}),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: myTokens.queryKey }),
  });

  if (create.data) {
    return (
      <Dialog title={t("tokens.created")} onClose={onClose}>
        <Callout tone="warn">{t("tokens.shownOnce")}</Callout>
        <Secret value={create.data.token} />
        <div className="dialog-foot">
          <Button look="primary" onClick={onClose}>
            {t("common.done")}
          </Button>
        </div>
      </Dialog>
    );
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending && scopes.length > 0) create.mutate();
  };
  return (
    <Dialog title={t("tokens.create")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {create.error && <Callout tone="danger">{words(create.error)}</Callout>}
        <TextField label={t("tokens.name")} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <fieldset className="checks">
          <legend className="field-label">{t("tokens.scopes")}</legend>
          {offered.map((scope) => (
            <label key={scope}>
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={(event) => setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((it) => it !== scope))}
              />
              {t(`tokens.scope.${scope}`)}
            </label>
          ))}
        </fieldset>
        <SelectField label={t("tokens.lifetime")} value={days} onChange={(event) => setDays(event.target.value)}>
          {LIFETIMES.map((it) => (
            <option key={it} value={it}>
              {it ? t("tokens.days", { count: Number(it) }) : t("tokens.never")}
            </option>
          ))}
        </SelectField>
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" busy={create.isPending} disabled={scopes.length === 0}>
            {t("tokens.create")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Secret({ value }: { value: string }) {
  const { t } = useTranslation();
  const say = useToast();
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => say(t("common.copied")),
      () => say(t("common.copyFailed"), "danger"),
    );
  return (
    <div className="secret">
      <code>{value}</code>
      <Button small onClick={() => void copy()}>
        {t("common.copy")}
      </Button>
    </div>
  );
}
