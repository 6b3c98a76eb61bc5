import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import type { Account } from "../../api/types";
import { IconButton } from "../../components/Button";
import { UserText } from "../../components/UserText";

/** By account, as it is being typed. */
export type Limits = Readonly<Record<string, string>>;

interface Props {
  accounts: readonly Account[];
  /** How many conversations of an account the agent has. */
  open: ReadonlyMap<string, number>;
  limits: Limits;
  onChange: (limits: Limits) => void;
}

/** At most so many conversations of one account. */
export function LimitLines({ accounts, open, limits, onChange }: Props) {
  const { t } = useTranslation();
  const limited = accounts.filter((it) => limits[it.id] !== undefined);
  const unlimited = accounts.filter((it) => limits[it.id] === undefined);
  return (
    <fieldset className="checks">
      <legend className="field-label">{t("agentWork.limits")}</legend>
      {limited.length === 0 && <p className="faint">{t("agentWork.noLimits")}</p>}
      <ul className="limit-lines">
        {limited.map((it) => (
          <li key={it.id}>
            <div className="line-text">
              <span className="truncate">
                <UserText text={accountName(it)} />
              </span>
              {open.has(it.id) && <span className="faint">{t("agentWork.has", { count: open.get(it.id) ?? 0 })}</span>}
            </div>
            <input
              className="input"
              type="number"
              inputMode="numeric"
              min={0}
              max={1000}
              required
              aria-label={t("agentWork.most", { account: accountName(it) })}
              value={limits[it.id]}
              onChange={(event) => onChange({ ...limits, [it.id]: event.target.value })}
            />
            <IconButton
              label={t("agentWork.unlimited", { account: accountName(it) })}
              onClick={() => onChange(Object.fromEntries(Object.entries(limits).filter(([id]) => id !== it.id)))}
            >
              <X size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
      {unlimited.length > 0 && (
        <select
          className="input"
          aria-label={t("agentWork.newLimit")}
          value=""
          onChange={(event) => event.target.value && onChange({ ...limits, [event.target.value]: "3" })}
        >
          <option value="">{t("agentWork.newLimit")}</option>
          {unlimited.map((it) => (
            <option key={it.id} value={it.id}>
              {accountName(it)}
            </option>
          ))}
        </select>
      )}
      <p className="field-hint">{t("agentWork.limitsHint")}</p>
    </fieldset>
  );
}
