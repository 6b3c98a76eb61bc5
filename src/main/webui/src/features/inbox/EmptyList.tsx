import { useQuery } from "@tanstack/react-query";
import { AtSign, Check, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { searchOf, type ConversationFilter } from "../../api/conversationFilter";
import { countsOf } from "../../api/queries";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { State } from "../../components/State";
import { OffDuty } from "./OffDuty";
import { useMyDuty } from "./useMyDuty";
import { WorkLeft } from "./WorkLeft";

interface Props {
  filter: ConversationFilter;
  hasAccounts: boolean;
  onClear: () => void;
}

export function EmptyList({ filter, hasAccounts, onClear }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const { mine } = useMyDuty();
  const counts = useQuery(countsOf(filter.store));
  if (filter.q !== undefined || filter.account !== undefined || filter.surface !== undefined) {
    const all = filter.status === "OPEN" ? counts.data?.all : undefined;
    return (
      <State icon={SearchX} title={t("list.noMatch")}>
        <p>{all ? t("list.noMatchOf", { all: `${all.value}${all.capped ? "+" : ""}` }) : t("list.noMatchLead")}</p>
        <Button onClick={onClear}>{t("list.clear")}</Button>
      </State>
    );
  }
  if (!hasAccounts) {
    return (
      <State icon={AtSign} title={t("list.noAccounts")}>
        <p>{me.role === "ADMIN" ? t("list.noAccountsLead") : t("list.noAccountsAsk")}</p>
        {me.role === "ADMIN" && (
          <Link className="button button-primary" to="/checklist">
            {t("list.firstSteps")}
          </Link>
        )}
      </State>
    );
  }
  if (filter.status !== "OPEN") {
    const { status: _status, ...rest } = filter;
    return (
      <State icon={Check} title={t(`empty.${filter.status}`)}>
        <p>{t(`empty.${filter.status}Lead`)}</p>
        <Link className="button button-secondary" to={`/inbox${searchOf({ ...rest, status: "OPEN" })}`}>
          {t("empty.showOpen")}
        </Link>
      </State>
    );
  }
  return (
    <State icon={Check} title={t(`empty.${filter.view}`)}>
      {filter.view === "mine" && mine?.duty === "OFF" ? <OffDuty /> : <p>{t("empty.lead")}</p>}
      <WorkLeft filter={filter} counts={counts.data} />
    </State>
  );
}
