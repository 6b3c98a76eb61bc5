import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import type { BoardAccount } from "../../api/types";
import { useAccounts } from "../../api/useAccounts";
import { Avatar } from "../../components/Avatar";
import { Switch } from "../../components/Switch";
import { UserText } from "../../components/UserText";
import { shortDateTime } from "../../lib/time";
import { QueueFacts } from "./QueueFacts";
import { useBoardActions } from "./useBoardActions";

/** What waits on each account, and whether it is given away by itself. */
export function AccountsCard({ accounts }: { accounts: readonly BoardAccount[] }) {
  const { t, i18n } = useTranslation();
  const { byId } = useAccounts();
  const { pause } = useBoardActions();
  return (
    <section className="section" aria-labelledby="board-accounts">
      <div className="board-section-head">
        <h2 id="board-accounts">{t("boardPage.accounts")}</h2>
        {accounts.length > 0 && <span className="faint">{t("boardPage.pausing")}</span>}
      </div>
      {accounts.length === 0 && <p className="faint">{t("boardPage.noAccounts")}</p>}
      {accounts.length > 0 && (
        <ul className="card queue-list">
          {accounts.map(({ accountId, queue, pausedAt, pausedBy }) => {
            const account = byId.get(accountId);
            const name = account ? accountName(account) : "…";
            return (
              <li key={accountId}>
                <Avatar name={name} seed={accountId} url={account?.avatarUrl} size={28} square />
                <div className="queue-text">
                  <strong className="truncate">
                    <UserText text={name} />
                  </strong>
                  {pausedAt ? (
                    <span className="queue-paused">{t("boardPage.paused", { name: pausedBy ?? "", time: shortDateTime(pausedAt, i18n.language) })}</span>
                  ) : (
                    <QueueFacts queue={queue} />
                  )}
                </div>
                <span className="queue-length number" title={t("boardPage.inQueue")}>
                  {queue.length}
                </span>
                <Switch
                  label={t("boardPage.pause", { account: name })}
                  checked={pausedAt === null}
                  disabled={pause.isPending}
                  onChange={(on) => pause.mutate({ accountId, paused: !on })}
                />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
