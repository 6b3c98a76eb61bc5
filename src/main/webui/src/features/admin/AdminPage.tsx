import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams } from "react-router";
import { useMe } from "../../api/useMe";
import { State } from "../../components/State";
import { AccountsSection } from "./AccountsSection";
import { AgentsSection } from "./AgentsSection";
import { ParkedSection } from "./ParkedSection";
import { StoresSection } from "./StoresSection";
import { TeamsSection } from "./TeamsSection";

const SECTIONS = {
  stores: StoresSection,
  accounts: AccountsSection,
  agents: AgentsSection,
  teams: TeamsSection,
  parked: ParkedSection,
} as const;
type Section = keyof typeof SECTIONS;
const NAMES = Object.keys(SECTIONS) as readonly Section[];

export function AdminPage() {
  const { t } = useTranslation();
  const me = useMe();
  const { section } = useParams();
  const current = NAMES.find((it) => it === section);

  if (me.role === "AGENT") {
    return (
      <State icon={Lock} title={t("state.forbidden")}>
        <p>{t("state.whoCanGrant")}</p>
      </State>
    );
  }
  if (!current) return <Navigate to="/admin/stores" replace />;
  const Shown = SECTIONS[current];
  return (
    <main className="page">
      <div className="page-inner page-wide">
        <h1>{t("nav.admin")}</h1>
        <nav className="page-tabs" aria-label={t("nav.admin")}>
          {NAMES.map((it) => (
            <Link key={it} to={`/admin/${it}`} aria-current={it === current ? "page" : undefined}>
              {t(`admin.${it}`)}
            </Link>
          ))}
        </nav>
        <Shown />
      </div>
    </main>
  );
}
