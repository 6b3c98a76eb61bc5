import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams } from "react-router";
import { useMe } from "../../api/useMe";
import { NotForYou } from "../../components/NotForYou";
import { NewDraft } from "./NewDraft";
import { Overview } from "./Overview";
import { VersionView } from "./VersionView";
import "./routing.css";

/** How a store's conversations are given to agents: what applies, its versions, one of them. */
export function RoutingPage() {
  const { t } = useTranslation();
  const me = useMe();
  const { id = "", version } = useParams();
  if (me.role === "AGENT") return <NotForYou />;
  const store = me.stores.find((it) => it.id === id);
  const home = `/admin/stores/${id}/routing`;
  return (
    <main className="page">
      <div className="page-inner page-wide">
        <Link to={version ? home : `/admin/stores/${id}`} className="back-link">
          <ArrowLeft size={15} aria-hidden="true" />
          {version ? t("policy.title") : store?.name ?? t("storePage.back")}
        </Link>
        <h1>{version === "new" ? t("policy.newDraft") : version ? t("policy.version", { number: version }) : t("policy.title")}</h1>
        {version === undefined && <Overview storeId={id} />}
        {version === "new" && <NewDraft storeId={id} />}
        {version !== undefined && version !== "new" && (/^\d{1,9}$/.test(version) ? <VersionView key={version} storeId={id} version={Number(version)} /> : <Navigate to={home} replace />)}
      </div>
    </main>
  );
}
