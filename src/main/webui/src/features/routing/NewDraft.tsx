import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { sendJson } from "../../api/client";
import { activePolicy, POLICIES, policiesPath, policyVersion, type Policy, type PolicyVersion } from "../../api/policies";
import { ErrorState } from "../../components/State";
import { DraftForm } from "./DraftForm";
import { Skeleton } from "./Overview";
import { named } from "./policyForm";

/** Begins with what applies, or with the version that the address names. */
export function NewDraft({ storeId }: { storeId: string }) {
  const [search] = useSearchParams();
  const from = Number(search.get("from"));
  return from > 0 ? <FromVersion storeId={storeId} version={from} /> : <FromActive storeId={storeId} />;
}

function FromVersion({ storeId, version }: { storeId: string; version: number }) {
  const query = useQuery(policyVersion(storeId, version));
  if (query.data) return <Draft storeId={storeId} policy={query.data.document} />;
  return query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton />;
}

function FromActive({ storeId }: { storeId: string }) {
  const query = useQuery(activePolicy(storeId));
  if (query.data) return <Draft storeId={storeId} policy={query.data.policy} />;
  return query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton />;
}

function Draft({ storeId, policy }: { storeId: string; policy: Policy }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [start] = useState(() => named(policy, t("policy.firstName")));
  const save = useMutation({
    mutationFn: (draft: { document: Policy; note: string }) => sendJson<PolicyVersion>("POST", policiesPath(storeId), draft),
    onSuccess: ({ version }) => {
      void client.invalidateQueries({ queryKey: [POLICIES, storeId] });
      return navigate(`/admin/stores/${storeId}/routing/${version}`, { replace: true });
    },
  });
  return <DraftForm storeId={storeId} policy={start} note="" error={save.error} busy={save.isPending} onSave={(document, note) => save.mutate({ document, note })} />;
}
