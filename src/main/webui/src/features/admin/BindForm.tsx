import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { ProblemError, sendJson } from "../../api/client";
import { keepEvidence } from "../../api/evidence";
import { stores as storesQuery } from "../../api/queries";
import type { Account, LegalEntity } from "../../api/types";
import { useMe } from "../../api/useMe";
import { keepWanted } from "../../api/wanted";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { RefusedRule } from "../../components/RefusedRule";
import { useProblemText } from "../../i18n/useProblemText";
import { safeLink } from "../../lib/safeLink";
import { BindChoices, type Choices } from "./BindChoices";
import { EntityFields } from "./EntityFields";
import { EvidenceFields, isFit, NO_EVIDENCE } from "./EvidenceFields";
import { fieldError } from "./fieldError";
import { NearMatch } from "./NearMatch";

interface Props {
  /** The account whose consent has to be given once more; null for a new one. */
  again: Account | null;
  /** Where a new one is wanted, if that is known. */
  storeId?: string | undefined;
  onClose: () => void;
}

interface Spellings {
  declared: LegalEntity;
  ours: LegalEntity;
}

const NOTHING: LegalEntity = { name: "", registrationNumber: "" };

/** Leads to TikTok's consent page, or says at once which rule forbids it. */
export function BindForm({ again, storeId, onClose }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const words = useProblemText();
  const stores = useQuery(storesQuery);
  const [choices, setChoices] = useState<Choices>({
    storeId: again?.storeId ?? me.stores.find((it) => it.id === storeId)?.id ?? me.stores[0]?.id ?? "",
    role: again?.role ?? "OFFICIAL",
    platform: again?.platform ?? "TIKTOK_BUSINESS",
  });
  const [typed, setTyped] = useState<LegalEntity | null>(null);
  const [evidence, setEvidence] = useState(NO_EVIDENCE);
  const [asked, setAsked] = useState<Spellings | null>(null);
  // It was declared when the account was bound: to reconnect it, nobody has to look it up again.
  const known = again ? stores.data?.items.find((it) => it.id === again.storeId)?.legalEntity : undefined;
  const entity = typed ?? known ?? NOTHING;
  const official = choices.role === "OFFICIAL";
  const fillingIn = again !== null && official && stores.isPending;

  const begin = useMutation({
    mutationFn: async (confirmed: boolean) => {
      const evidenceFileId = confirmed ? await keepEvidence(choices.storeId, evidence.file) : null;
      return sendJson<{ authorizationUrl: string; expiresAt: string }>("POST", `/api/stores/${choices.storeId}/accounts/authorizations`, {
        role: choices.role,
        platform: choices.platform,
        ...(official ? { legalEntity: entity } : {}),
        ...(again ? { accountId: again.id } : {}),
        ...(confirmed ? { legalEntityConfirmed: true, evidence: evidence.note } : {}),
        ...(evidenceFileId ? { evidenceFileId } : {}),
      });
    },
    onSuccess: ({ authorizationUrl }) => {
      keepWanted(again && accountName(again));
      const link = safeLink(authorizationUrl);
      if (link) window.location.assign(link);
    },
    onError: (error) => setAsked((before) => spellingsIn(error) ?? before),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!begin.isPending && !fillingIn && isFit(evidence)) begin.mutate(asked !== null);
  };
  const back = () => {
    setAsked(null);
    begin.reset();
  };

  return (
    <Dialog
      key={asked ? "asked" : "form"}
      title={asked ? t("nearMatch.title") : again ? t("accounts.reconnectTitle", { handle: accountName(again) }) : t("accounts.bind")}
      onClose={onClose}
    >
      <form className="form" onSubmit={submit}>
        {begin.error && !spellingsIn(begin.error) && (
          <Callout tone="danger">
            <p>{words(begin.error)}</p>
            {isRule(begin.error) && <RefusedRule rule={begin.error.slug} storeId={choices.storeId} />}
          </Callout>
        )}
        {asked ? (
          <>
            <NearMatch declared={asked.declared} ours={asked.ours} />
            <EvidenceFields value={evidence} hint={t("nearMatch.hint")} required error={fieldError(begin.error, "evidence")} onChange={setEvidence} />
          </>
        ) : (
          <>
            <p className="faint">{t("accounts.bindLead")}</p>
            {!again && <BindChoices value={choices} stores={me.stores} onChange={setChoices} />}
            {official && <EntityFields value={entity} error={begin.error} onChange={setTyped} />}
          </>
        )}
        <div className="dialog-foot">
          <Button onClick={asked ? back : onClose}>{asked ? t("nearMatch.back") : t("common.cancel")}</Button>
          <Button type="submit" look="primary" busy={begin.isPending || begin.isSuccess || fillingIn}>
            {asked ? t("nearMatch.confirm") : t("accounts.toTikTok")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A refusal by a rule, rather than a slip of the form or of the network. */
function isRule(error: Error): error is ProblemError {
  return error instanceof ProblemError && error.status === 409;
}

/** The two that are nearly alike, which the problem carries. */
function spellingsIn(error: Error): Spellings | null {
  if (!(error instanceof ProblemError) || error.slug !== "legal-entity-near-match") return null;
  const { declared, ours } = error.document as Partial<Spellings>;
  return declared && ours ? { declared, ours } : null;
}
