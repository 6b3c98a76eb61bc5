import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { accountsOf } from "../../api/queries";
import { teamsOf } from "../../api/teamQueries";
import { LANGUAGES, languageName } from "../../lib/languages";

/** What a policy's ids are called, and what there is to choose from. */
export function useNames(storeId: string) {
  const { t, i18n } = useTranslation();
  const teams = useQuery(teamsOf(storeId)).data?.items ?? [];
  const accounts = useQuery(accountsOf(storeId)).data?.items ?? [];
  return {
    teams,
    accounts: accounts.filter((it) => it.state !== "UNBOUND").map((it) => ({ value: it.id, label: accountName(it) })),
    languages: LANGUAGES.map((it) => ({ value: it as string, label: languageName(it, i18n.language) })),
    team: (id: string | null) => (id === null ? t("policy.everybody") : t("policy.team", { name: teams.find((it) => it.id === id)?.name ?? t("policy.goneTeam") })),
    account: (id: string) => {
      const account = accounts.find((it) => it.id === id);
      return account ? accountName(account) : t("policy.goneAccount");
    },
    language: (code: string) => languageName(code, i18n.language),
    either: (words: readonly string[]) => new Intl.ListFormat(i18n.language, { type: "disjunction" }).format(words),
    both: (words: readonly string[]) => new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(words),
  };
}

export type Names = ReturnType<typeof useNames>;
