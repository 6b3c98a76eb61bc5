import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import type { ConversationFilter } from "../../api/conversationFilter";
import type { Account } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { KindIcon } from "../../components/KindIcon";
import { UserText } from "../../components/UserText";

interface Props {
  filter: ConversationFilter;
  account: Account | undefined;
  onChange: (filter: ConversationFilter) => void;
}

/** What keeps conversations out of the list, each with a way to let them in again. */
export function FilterChips({ filter, account, onChange }: Props) {
  const { t } = useTranslation();
  const { account: accountId, surface, ...rest } = filter;
  if (!accountId && !surface) return null;
  const name = account ? accountName(account) : t("panel.account");
  return (
    <ul className="chips" aria-label={t("list.filter")}>
      {accountId && (
        <li>
          <button type="button" className="chip" title={t("list.without", { what: name })} onClick={() => onChange({ ...rest, ...(surface ? { surface } : {}) })}>
            {account && <Avatar name={name} seed={account.id} url={account.avatarUrl} size={16} square />}
            <span className="truncate">
              <UserText text={name} />
            </span>
            <X size={13} aria-hidden="true" />
            <span className="visually-hidden">{t("list.without", { what: "" })}</span>
          </button>
        </li>
      )}
      {surface && (
        <li>
          <button
            type="button"
            className="chip"
            title={t("list.without", { what: t(`surface.${surface}`) })}
            onClick={() => onChange({ ...rest, ...(accountId ? { account: accountId } : {}) })}
          >
            <KindIcon surface={surface} />
            {t(`surface.${surface}`)}
            <X size={13} aria-hidden="true" />
            <span className="visually-hidden">{t("list.without", { what: "" })}</span>
          </button>
        </li>
      )}
    </ul>
  );
}
