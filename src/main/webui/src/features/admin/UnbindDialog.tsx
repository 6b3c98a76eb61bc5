import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { sendJson } from "../../api/client";
import { COCKPIT } from "../../api/healthQueries";
import { ACCOUNTS } from "../../api/queries";
import { STORE_HISTORY, STORE_LIMITS, storeLimits } from "../../api/storeQueries";
import type { Account } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { useProblemText } from "../../i18n/useProblemText";
import { shortDateTime } from "../../lib/time";

/** Asks before an account is unbound, and warns where TikTok would hold on to it. It never stands in the way: TikTok decides. */
export function UnbindDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const words = useProblemText();
  const limits = useQuery({ ...storeLimits(account.storeId), staleTime: 0 });
  const wait = limits.data?.accounts.find((it) => it.accountId === account.id);

  const unbind = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/accounts/${account.id}`),
    onSuccess: () => {
      onClose();
      return Promise.all([ACCOUNTS, COCKPIT, STORE_LIMITS, STORE_HISTORY].map((it) => client.invalidateQueries({ queryKey: [it] })));
    },
  });

  return (
    <Dialog title={t("accounts.unbindTitle", { handle: accountName(account) })} onClose={onClose}>
      {unbind.error && <Callout tone="danger">{words(unbind.error)}</Callout>}
      <p>{t("accounts.unbindText")}</p>
      {wait && !wait.unlinkable && (
        <Callout tone="warn">{t("limits.unbindWarning", { time: shortDateTime(wait.unlinkableAt, i18n.language) })}</Callout>
      )}
      {limits.isError && <p className="faint">{t("limits.unknown")}</p>}
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button look="danger" busy={unbind.isPending} onClick={() => unbind.mutate()}>
          {t("accounts.unbind")}
        </Button>
      </div>
    </Dialog>
  );
}
