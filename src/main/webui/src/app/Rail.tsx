import { useQuery } from "@tanstack/react-query";
import { Gauge, HeartPulse, Inbox, Keyboard, LogOut, Settings, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation, useNavigate } from "react-router";
import { countsOf } from "../api/queries";
import { useAccounts } from "../api/useAccounts";
import { useMe } from "../api/useMe";
import { Avatar } from "../components/Avatar";
import { Brand } from "../components/Brand";
import { Menu, MenuItem, MenuLabel, MenuLine } from "../components/Menu";
import { useTitle } from "../lib/useTitle";
import { DutyMenu } from "./DutyMenu";
import { useLogOut } from "./useLogOut";

/** The outermost bar: the sections, whether I take work, and me. At the foot of the page on a phone. */
export function Rail({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const logOut = useLogOut();
  const counts = useQuery(countsOf(undefined));
  const mine = counts.data?.mine;
  const troubled = useAccounts().list.filter((it) => it.alerts.length > 0);
  const broken = troubled.some((it) => it.alerts.some(({ severity }) => severity === "BROKEN"));

  const sections = [
    { to: "/inbox", label: t("nav.inbox"), Icon: Inbox, show: true },
    { to: "/health", label: t("nav.health"), Icon: HeartPulse, show: me.role !== "AGENT" },
    { to: "/board", label: t("nav.board"), Icon: Gauge, show: me.role !== "AGENT" },
    { to: "/admin", label: t("nav.admin"), Icon: ShieldCheck, show: me.role !== "AGENT" },
    { to: "/settings", label: t("nav.settings"), Icon: Settings, show: true },
  ];

  const { pathname } = useLocation();
  const section = sections.find((it) => pathname.startsWith(it.to))?.label;
  useTitle(`${mine && mine.value > 0 ? `(${mine.value}) ` : ""}${section ? `${section} · ` : ""}${t("app.name")}`);

  return (
    <nav className="rail" aria-label={t("nav.sections")}>
      <span className="rail-brand">
        <Brand size={30} />
      </span>
      {sections
        .filter((it) => it.show)
        .map(({ to, label, Icon }) => (
          <NavLink key={to} to={to} className="rail-link" title={label}>
            <Icon size={20} strokeWidth={1.8} aria-hidden="true" />
            <span className="rail-label">{label}</span>
            {to === "/inbox" && mine && mine.value > 0 && (
              <span className="rail-count number" aria-label={t("nav.mineCount", { count: mine.value })}>
                {mine.value > 99 ? "99+" : mine.value}
              </span>
            )}
            {to === "/health" && troubled.length > 0 && (
              <span className={`rail-count number ${broken ? "rail-count-broken" : "rail-count-warning"}`} aria-label={t("nav.troubled", { count: troubled.length })}>
                {troubled.length > 99 ? "99+" : troubled.length}
              </span>
            )}
          </NavLink>
        ))}
      <span className="rail-gap" />
      <DutyMenu />
      <Menu
        align="start"
        trigger={
          <button type="button" className="rail-me" aria-label={t("nav.me", { name: me.name })} title={me.name}>
            <Avatar name={me.name} seed={me.id} size={28} />
          </button>
        }
      >
        <MenuLabel>
          {me.name} · {t(`agentRole.${me.role}`)}
        </MenuLabel>
        <MenuItem onSelect={() => void navigate("/settings")}>
          <Settings size={16} />
          {t("nav.settings")}
        </MenuItem>
        <MenuItem onSelect={onHelp} end="?">
          <Keyboard size={16} />
          {t("help.title")}
        </MenuItem>
        <MenuLine />
        <MenuItem onSelect={() => logOut.mutate()}>
          <LogOut size={16} />
          {t("nav.logOut")}
        </MenuItem>
      </Menu>
    </nav>
  );
}
