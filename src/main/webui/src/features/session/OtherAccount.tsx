import { useMutation } from "@tanstack/react-query";
import { CircleHelp, Check } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProblemError, sendJson } from "../../api/client";
import type { Account } from "../../api/types";
import { readWanted } from "../../api/wanted";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { RefusedRule } from "../../components/RefusedRule";
import { useProblemText } from "../../i18n/useProblemText";

interface Props {
  storeId: string;
  /** Under which id the grant waits for an answer. */
  found: string;
  handle: string | null;
}

/** Somebody else was logged in at TikTok: nothing is bound before a person says what is to become of it. */
export function OtherAccount({ storeId, found, handle }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const waiting = `/api/stores/${storeId}/accounts/authorizations/${found}`;
  const bind = useMutation({ mutationFn: () => sendJson<Account>("POST", `${waiting}/confirmation`) });
  const giveBack = useMutation({ mutationFn: () => sendJson("DELETE", waiting) });
  const name = handle ? (handle.startsWith("@") ? handle : `@${handle}`) : t("person.unknown");
  const wanted = readWanted();
  const error = bind.error ?? giveBack.error;

  if (bind.isSuccess) return <Done icon={<Check size={26} />} title={t("otherAccount.bound", { found: name })} lead={t("otherAccount.boundLead")} />;
  if (giveBack.isSuccess) return <Done icon={<Check size={26} />} title={t("otherAccount.givenBack")} lead={t("otherAccount.givenBackLead", { found: name })} />;
  return (
    <>
      <div className="gate-head">
        <span className="bound-mark bound-warn" aria-hidden="true">
          <CircleHelp size={26} />
        </span>
        <h1>{t("otherAccount.title")}</h1>
        <p>{wanted ? t("otherAccount.lead", { found: name, wanted }) : t("otherAccount.leadUnknown", { found: name })}</p>
        <p>{t("otherAccount.nothingYet")}</p>
        {error && (
          <Callout tone="danger">
            <p>{words(error)}</p>
            {error instanceof ProblemError && error.status === 409 && <RefusedRule rule={error.slug} storeId={storeId} />}
          </Callout>
        )}
      </div>
      <div className="gate-actions">
        <Button look="primary" busy={bind.isPending} disabled={giveBack.isPending} onClick={() => bind.mutate()}>
          {t("otherAccount.bind", { found: name })}
        </Button>
        <Button busy={giveBack.isPending} disabled={bind.isPending} onClick={() => giveBack.mutate()}>
          {t("otherAccount.giveBack")}
        </Button>
      </div>
    </>
  );
}

function Done({ icon, title, lead }: { icon: ReactNode; title: string; lead: string }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="gate-head" role="status">
        <span className="bound-mark bound-ok" aria-hidden="true">
          {icon}
        </span>
        <h1>{title}</h1>
        <p>{lead}</p>
      </div>
      <div className="gate-actions">
        <Link to="/admin/accounts" className="button button-primary">
          {t("bound.toAccounts")}
        </Link>
      </div>
    </>
  );
}
