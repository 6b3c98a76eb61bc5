import { AtSign, Check, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ConversationFilter } from "../../api/conversationFilter";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { State } from "../../components/State";

interface Props {
  filter: ConversationFilter;
  hasAccounts: boolean;
  onClear: () => void;
}

export function EmptyList({ filter, hasAccounts, onClear }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  if (filter.q !== undefined || filter.account !== undefined || filter.surface !== undefined) {
    return (
      <State icon={SearchX} title={t("list.noMatch")}>
        <p>{t("list.noMatchLead")}</p>
        <Button onClick={onClear}>{t("list.clear")}</Button>
      </State>
    );
  }
  if (!hasAccounts) {
    return (
      <State icon={AtSign} title={t("list.noAccounts")}>
        <p>{me.role === "ADMIN" ? t("list.noAccountsLead") : t("list.noAccountsAsk")}</p>
        {me.role === "ADMIN" && (
          <Link className="button button-primary" to="/admin/accounts">
            {t("list.bindAccount")}
          </Link>
        )}
      </State>
    );
  }
  return (
    <State icon={Check} title={filter.status === "OPEN" ? t(`empty.${filter.view}`) : t("empty.other")}>
      <p>{t("empty.lead")}</p>
    </State>
  );
}
