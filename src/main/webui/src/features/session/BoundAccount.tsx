import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { accountsOf } from "../../api/queries";
import { Callout } from "../../components/Callout";
import { useCapabilities } from "../../i18n/useAlertText";

/** What the account that was just connected can do. An extra: where it cannot be asked, the page says what it knows. */
export function BoundAccount({ storeId, handle }: { storeId: string; handle: string }) {
  const { t, i18n } = useTranslation();
  const capabilities = useCapabilities();
  const accounts = useQuery({ ...accountsOf(storeId), retry: false });
  const account = accounts.data?.items.find((it) => it.handle === handle && it.state !== "UNBOUND");
  if (!account) return null;
  const complete = account.missing.length === 0;
  return (
    <>
      <Callout tone={complete ? "ok" : "warn"}>
        {complete ? t("boundCan.all") : t("boundCan.cannot", { what: capabilities(account.missing) })}
      </Callout>
      <p>
        {account.consentEndsAt &&
          `${t("boundCan.whoHolds", { date: new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium" }).format(new Date(account.consentEndsAt)) })} `}
        <Link to={`/health/${account.id}`}>{t("boundCan.health")}</Link>
      </p>
    </>
  );
}
