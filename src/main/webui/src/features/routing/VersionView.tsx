import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { sendJson } from "../../api/client";
import { activePolicy, POLICIES, policiesPath, policyVersion, type Policy, type PolicyVersion } from "../../api/policies";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Confirm } from "../../components/Confirm";
import { ErrorState } from "../../components/State";
import { useToast } from "../../components/Toasts";
import { UserText } from "../../components/UserText";
import { useProblemText } from "../../i18n/useProblemText";
import { shortDateTime } from "../../lib/time";
import { ActivateDialog } from "./ActivateDialog";
import { DraftForm } from "./DraftForm";
import { Skeleton, StateBadge } from "./Overview";
import { PolicyWords } from "./PolicyWords";
import { RehearsalSection } from "./RehearsalSection";
import { useNames } from "./useNames";

/** One version: to write while it is a draft, to read afterwards; to rehearse and to activate in any case. */
export function VersionView({ storeId, version }: { storeId: string; version: number }) {
  const query = useQuery({ ...policyVersion(storeId, version), refetchOnWindowFocus: false });
  if (query.data) return <Loaded storeId={storeId} version={query.data} onReload={() => void query.refetch()} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton />;
}

interface Props {
  storeId: string;
  version: PolicyVersion;
  onReload: () => void;
}

function Loaded({ storeId, version, onReload }: Props) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const words = useProblemText();
  const names = useNames(storeId);
  const active = useQuery(activePolicy(storeId)).data;
  const [asking, setAsking] = useState<"activate" | "discard" | null>(null);
  const [dirty, setDirty] = useState(false);
  const home = `/admin/stores/${storeId}/routing`;
  const path = policiesPath(storeId, version.version);
  const reread = () => client.invalidateQueries({ queryKey: [POLICIES, storeId] });

  const save = useMutation({
    mutationFn: (draft: { document: Policy; note: string }) => sendJson<PolicyVersion>("PUT", path, { ...draft, revision: version.revision }),
    onSuccess: (saved) => {
      client.setQueryData(policyVersion(storeId, version.version).queryKey, saved);
      setDirty(false);
      say(t("policy.saved"));
      return reread();
    },
  });
  const discard = useMutation({
    mutationFn: () => sendJson("DELETE", path),
    onSuccess: () => {
      client.removeQueries({ queryKey: policyVersion(storeId, version.version).queryKey });
      void reread();
      return navigate(home, { replace: true });
    },
    onError: (error) => {
      setAsking(null);
      say(words(error), "danger");
    },
  });

  return (
    <>
      <div className="page-bar">
        <p>
          <StateBadge state={version.state} /> {t("policy.by", { name: version.createdByName, time: shortDateTime(version.createdAt, i18n.language) })}
        </p>
        <div className="line-actions">
          {version.state === "DRAFT" ? (
            <Button onClick={() => setAsking("discard")}>{t("policy.discard")}</Button>
          ) : (
            <Link className="button button-secondary" to={`${home}/new?from=${version.version}`}>
              {t("policy.copy")}
            </Link>
          )}
          {version.state !== "ACTIVE" && (
            <Button look="primary" disabled={dirty || !active} title={dirty ? t("policy.saveFirst") : undefined} onClick={() => setAsking("activate")}>
              {t("policy.activate")}
            </Button>
          )}
        </div>
      </div>
      {dirty && <Callout tone="warn">{t("policy.saveFirst")}</Callout>}
      {version.state === "DRAFT" ? (
        <DraftForm
          key={version.revision}
          storeId={storeId}
          policy={version.document}
          note={version.note}
          error={save.error}
          busy={save.isPending}
          onSave={(document, note) => save.mutate({ document, note })}
          onDirty={() => setDirty(true)}
        />
      ) : (
        <section className="card">
          {version.note && <UserText text={version.note} />}
          <PolicyWords policy={version.document} names={names} />
        </section>
      )}
      {/* What applies would stand beside itself. */}
      {version.state !== "ACTIVE" && <RehearsalSection storeId={storeId} version={version.version} disabled={dirty} />}
      {asking === "activate" && active && (
        <ActivateDialog
          storeId={storeId}
          version={version}
          instead={active.version}
          onClose={() => setAsking(null)}
          onReread={() => {
            setAsking(null);
            void reread();
            onReload();
          }}
        />
      )}
      {asking === "discard" && (
        <Confirm title={t("policy.discardTitle", { number: version.version })} text={t("policy.discardText")} action={t("policy.discard")} busy={discard.isPending} onConfirm={() => discard.mutate()} onClose={() => setAsking(null)} />
      )}
    </>
  );
}
