import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { PencilLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { activePolicy, policyVersions, type PolicyVersion } from "../../api/policies";
import { Button } from "../../components/Button";
import { ListState } from "../../components/ListState";
import { ErrorState } from "../../components/State";
import { UserText } from "../../components/UserText";
import { shortDateTime } from "../../lib/time";
import { PolicyWords } from "./PolicyWords";
import { useNames } from "./useNames";

/** What applies now, and what did or may. */
export function Overview({ storeId }: { storeId: string }) {
  const { t } = useTranslation();
  const names = useNames(storeId);
  const active = useQuery(activePolicy(storeId));
  return (
    <>
      <div className="page-bar">
        <p>{t("policy.lead")}</p>
        <Link className="button button-primary" to="new">
          <PencilLine size={15} aria-hidden="true" />
          {t("policy.change")}
        </Link>
      </div>
      <section className="section">
        <header>
          <h2>{t("policy.now")}</h2>
        </header>
        <div className="card">
          {active.isPending && <Skeleton />}
          {active.isError && !active.data && <ErrorState error={active.error} onRetry={() => void active.refetch()} />}
          {active.data && (
            <>
              <p>{active.data.version === 0 ? t("policy.default") : t("policy.nowVersion", { number: active.data.version })}</p>
              <PolicyWords policy={active.data.policy} names={names} />
            </>
          )}
        </div>
      </section>
      <Versions storeId={storeId} />
    </>
  );
}

function Versions({ storeId }: { storeId: string }) {
  const { t } = useTranslation();
  const versions = useInfiniteQuery(policyVersions(storeId));
  const items = versions.data?.pages.flatMap((it) => it.items);
  return (
    <section className="section">
      <header>
        <h2>{t("policy.versions")}</h2>
      </header>
      <div className="card">
        <ListState query={{ ...versions, data: items && { items } }} empty={t("policy.noVersions")}>
          {(data) => (
            <ul className="lines">
              {data.items.map((it) => (
                <VersionLine key={it.version} version={it} />
              ))}
            </ul>
          )}
        </ListState>
        {versions.hasNextPage && (
          <Button busy={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
            {t("policy.older")}
          </Button>
        )}
      </div>
    </section>
  );
}

function VersionLine({ version }: { version: PolicyVersion }) {
  const { t, i18n } = useTranslation();
  return (
    <li>
      <div className="line-text">
        <Link to={String(version.version)} className="quiet-link">
          <strong>{t("policy.version", { number: version.version })}</strong>
        </Link>
        {version.note && <UserText text={version.note} />}
        <span className="faint">
          {t("policy.by", { name: version.createdByName, time: shortDateTime(version.createdAt, i18n.language) })}
          {version.activatedAt && ` · ${t("policy.since", { time: shortDateTime(version.activatedAt, i18n.language) })}`}
        </span>
      </div>
      <StateBadge state={version.state} />
    </li>
  );
}

export function StateBadge({ state }: { state: PolicyVersion["state"] }) {
  const { t } = useTranslation();
  return <span className={`badge ${state === "ACTIVE" ? "badge-ok" : state === "DRAFT" ? "badge-brand" : ""}`}>{t(`policy.state.${state}`)}</span>;
}

export function Skeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" className="lines-skeleton">
      <span className="visually-hidden">{t("common.loading")}</span>
      <span className="skeleton" />
      <span className="skeleton" />
    </div>
  );
}
