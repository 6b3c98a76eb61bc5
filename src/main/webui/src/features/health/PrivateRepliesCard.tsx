import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { PRIVATE_REPLY, privateSwitchOf } from "../../api/queries";
import type { Account, PrivateReplySwitch } from "../../api/types";
import { SelectField } from "../../components/Field";
import { Switch } from "../../components/Switch";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { useRealtime } from "../../realtime/RealtimeProvider";

/** Where accounts of shops are registered, those first in which TikTok offers private replies. */
const COUNTRIES = ["VN", "ID", "TH", "AE", "AU", "BR", "CN", "GB", "HK", "JP", "KR", "MX", "MY", "PH", "SA", "SG", "TW", "US"] as const;

/** Whether comments are answered by direct message: where the account is registered, and TikTok's switch. */
export function PrivateRepliesCard({ account, mayAct }: { account: Account; mayAct: boolean }) {
  const { t, i18n } = useTranslation();
  const { state, busy, setMarket, turn } = usePrivateReplies(account);
  const nameOf = (code: string) => new Intl.DisplayNames(i18n.language, { type: "region" }).of(code) ?? code;
  const { market } = account;
  const known: readonly string[] = COUNTRIES;
  return (
    <section className="section">
      <header>
        <h2>{t("privateSwitch.title")}</h2>
      </header>
      <div className="card private-replies">
        <p>{t("privateSwitch.lead")}</p>
        {mayAct ? (
          <SelectField
            label={t("privateSwitch.market")}
            hint={t("privateSwitch.marketHint")}
            value={market ?? ""}
            disabled={busy}
            onChange={(event) => setMarket(event.target.value || null)}
          >
            <option value="">{t("privateSwitch.unknownMarket")}</option>
            {[...known, ...(market && !known.includes(market) ? [market] : [])].map((it) => (
              <option key={it} value={it}>
                {nameOf(it)}
              </option>
            ))}
          </SelectField>
        ) : (
          <p>
            {t("privateSwitch.market")}: {market ? nameOf(market) : t("privateSwitch.unknownMarket")}
          </p>
        )}
        <div className="private-switch" role="status">
          {mayAct && (state === "ON" || state === "OFF" || state === "UNKNOWN") && (
            <Switch label={t("privateSwitch.on")} checked={state === "ON"} disabled={busy} onChange={turn} />
          )}
          <span>{state ? t(`privateSwitch.state.${state}`) : t("common.loading")}</span>
        </div>
      </div>
    </section>
  );
}

function usePrivateReplies({ id }: Account) {
  const { t } = useTranslation();
  const say = useToast();
  const words = useProblemText();
  const client = useQueryClient();
  const { told } = useRealtime();
  const query = useQuery(privateSwitchOf(id));
  const onError = (error: Error) => say(words(error), "danger");
  const decided = () => client.invalidateQueries({ queryKey: [PRIVATE_REPLY] });

  const market = useMutation({
    mutationFn: (chosen: string | null) => sendJson<Account>("PUT", `/api/accounts/${id}/market`, { market: chosen }),
    onSuccess: (account) => {
      told({ type: "account.changed", account });
      say(t("privateSwitch.marketSet"));
      return Promise.all([query.refetch(), decided()]);
    },
    onError,
  });
  const turn = useMutation({
    mutationFn: (on: boolean) => sendJson<PrivateReplySwitch>("PUT", `/api/accounts/${id}/private-replies`, { on }),
    onSuccess: (answer) => {
      client.setQueryData(privateSwitchOf(id).queryKey, answer);
      say(t(answer.state === "ON" ? "privateSwitch.turnedOn" : "privateSwitch.turnedOff"));
      return decided();
    },
    onError,
  });
  return {
    state: query.data?.state ?? (query.isError ? ("UNKNOWN" as const) : undefined),
    busy: market.isPending || turn.isPending,
    setMarket: market.mutate,
    turn: turn.mutate,
  };
}
