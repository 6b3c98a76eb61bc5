import { ChevronsUpDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { searchOf, type ConversationFilter } from "../../api/conversationFilter";
import { useMe } from "../../api/useMe";
import { Menu, MenuChoice } from "../../components/Menu";

const EVERY = "";

export function StorePicker({ filter }: { filter: ConversationFilter }) {
  const { t } = useTranslation();
  const { stores } = useMe();
  const navigate = useNavigate();
  const { account: _account, store: _store, ...rest } = filter;
  const current = stores.find((it) => it.id === filter.store)?.name ?? t("nav.allStores");
  return (
    <Menu
      align="start"
      label={t("nav.stores")}
      trigger={
        <button type="button" className="nav-title nav-store">
          <span className="truncate">{current}</span>
          <ChevronsUpDown size={14} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoice
        value={filter.store ?? EVERY}
        choices={[
          { value: EVERY, label: t("nav.allStores") },
          ...stores.map((it) => ({ value: it.id, label: `${it.name} · ${it.market}` })),
        ]}
        onChange={(store) => void navigate(`/inbox${searchOf(store ? { ...rest, store } : rest)}`)}
      />
    </Menu>
  );
}
