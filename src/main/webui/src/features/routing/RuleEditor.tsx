import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CHOICES, LANGUAGE_USES, ORDERS, SURFACES, type Rule } from "../../api/policies";
import { IconButton } from "../../components/Button";
import { SelectField, TextField } from "../../components/Field";
import { ChecksField } from "./ChecksField";
import { OrderFields } from "./OrderFields";
import { complaint } from "./policyForm";
import { useWhenWords } from "./RuleWords";
import { SpanField } from "./SpanField";
import type { Names } from "./useNames";
import { WordsField } from "./WordsField";

interface Props {
  rule: Rule;
  index: number;
  last: boolean;
  open: boolean;
  names: Names;
  error: Error | null;
  onOpen: (open: boolean) => void;
  onChange: (rule: Rule) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

export function RuleEditor({ rule, index, last, open, names, error, onOpen, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  const whenWords = useWhenWords(names);
  const at = `document.rules[${index}]`;
  const wrong = (field: string, within = false) => complaint(error, `${at}.${field}`, within);
  const set = (change: Partial<Rule>) => onChange({ ...rule, ...change });
  const when = (change: Partial<Rule["when"]>) => set({ when: { ...rule.when, ...change } });
  const named = { name: rule.name || t("policy.byItself") };
  return (
    <li className="rule rule-editor">
      <details open={open} onToggle={(event) => onOpen(event.currentTarget.open)}>
        <summary>
          <span className="rule-number number">{index + 1}</span>
          <span className="rule-title">
            <strong>{named.name}</strong>
            <span className="faint">{whenWords(rule.when)}</span>
          </span>
          {complaint(error, at, true) && <span className="badge badge-danger">{t("policy.wrong")}</span>}
        </summary>
        <div className="rule-fields">
          <TextField label={t("policy.name")} hint={t("policy.nameHint")} error={wrong("name")} value={rule.name} maxLength={100} onChange={(event) => set({ name: event.target.value })} />

          <h4>{t("policy.whenTitle")}</h4>
          <p className="field-hint">{t("policy.whenHint")}</p>
          <div className="form-row">
            <ChecksField label={t("policy.surfaces")} choices={SURFACES.map((it) => ({ value: it, label: t(`surface.${it}`) }))} chosen={rule.when.surfaces} onChange={(surfaces) => when({ surfaces })} />
            <ChecksField label={t("policy.accounts")} choices={names.accounts} chosen={rule.when.accounts} error={wrong("when.accounts")} onChange={(accounts) => when({ accounts })} />
          </div>
          <WordsField label={t("policy.labels")} words={rule.when.labels} error={wrong("when.labels")} onChange={(labels) => when({ labels })} />
          <ChecksField label={t("policy.languages")} choices={names.languages} chosen={rule.when.languages} error={wrong("when.languages")} onChange={(languages) => when({ languages })} />

          <h4>{t("policy.whoTitle")}</h4>
          <div className="form-row">
            <TeamField label={t("policy.whoMay")} names={names} value={rule.team} error={wrong("team")} onChange={(team) => set({ team })} />
            <SelectField label={t("policy.chooseTitle")} hint={t(`policy.words.choose.${rule.choose}`)} value={rule.choose} onChange={(event) => set({ choose: event.target.value as Rule["choose"] })}>
              {CHOICES.map((it) => (
                <option key={it} value={it}>
                  {t(`policy.choose.${it}`)}
                </option>
              ))}
            </SelectField>
            <SelectField label={t("policy.languageTitle")} value={rule.language} onChange={(event) => set({ language: event.target.value as Rule["language"] })}>
              {LANGUAGE_USES.map((it) => (
                <option key={it} value={it}>
                  {t(`policy.language.${it}`)}
                </option>
              ))}
            </SelectField>
          </div>
          <div className="form-row">
            <WordsField label={t("policy.skills")} lowerCase words={rule.skills} error={wrong("skills")} onChange={(skills) => set({ skills })} />
            <TextField
              label={t("policy.perMinute")}
              type="number"
              min={1}
              max={60}
              placeholder={t("policy.noLimit")}
              value={rule.perMinute ?? ""}
              error={wrong("perMinute")}
              onChange={(event) => set({ perMinute: event.target.value === "" ? null : Math.round(Number(event.target.value)) })}
            />
          </div>

          <h4>{t("policy.queueTitle")}</h4>
          <div className="form-row">
            <OrderFields orders={ORDERS} order={rule.order} error={wrong("order")} onChange={(order) => set({ order })} />
            <SpanField label={t("policy.firstReply")} hint={t("policy.firstReplyHint")} optional value={rule.firstReplyWithin} error={wrong("firstReplyWithin")} onChange={(firstReplyWithin) => set({ firstReplyWithin })} />
          </div>

          <label className="rule-switch">
            <input type="checkbox" checked={rule.sticky !== null} onChange={(event) => set({ sticky: event.target.checked ? { within: "P30D", acrossAccounts: true, waitFor: null } : null })} />
            {t("policy.stickyTitle")}
          </label>
          {rule.sticky && <StickyFields sticky={rule.sticky} wrong={wrong} onChange={(sticky) => set({ sticky })} />}

          <label className="rule-switch">
            <input type="checkbox" checked={rule.overflow !== null} onChange={(event) => set({ overflow: event.target.checked ? { after: "PT5M", team: null } : null })} />
            {t("policy.overflowTitle")}
          </label>
          {rule.overflow && (
            <div className="form-row">
              <SpanField label={t("policy.after")} value={rule.overflow.after} error={wrong("overflow.after")} onChange={(after) => set({ overflow: { team: rule.overflow?.team ?? null, after: after ?? "PT0S" } })} />
              <TeamField label={t("policy.helps")} names={names} value={rule.overflow.team} error={wrong("overflow.team")} onChange={(team) => set({ overflow: { after: rule.overflow?.after ?? "PT5M", team } })} />
            </div>
          )}
        </div>
      </details>
      <div className="rule-actions">
        <IconButton label={t("policy.up", named)} disabled={index === 0} onClick={() => onMove(-1)}>
          <ArrowUp size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={t("policy.down", named)} disabled={last} onClick={() => onMove(1)}>
          <ArrowDown size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={t("policy.remove", named)} onClick={onRemove}>
          <Trash2 size={16} aria-hidden="true" />
        </IconButton>
      </div>
    </li>
  );
}

interface StickyProps {
  sticky: NonNullable<Rule["sticky"]>;
  wrong: (field: string) => string | undefined;
  onChange: (sticky: NonNullable<Rule["sticky"]>) => void;
}

function StickyFields({ sticky, wrong, onChange }: StickyProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="form-row">
        <SpanField label={t("policy.within")} value={sticky.within} error={wrong("sticky.within")} onChange={(within) => onChange({ ...sticky, within: within ?? "PT0S" })} />
        <SpanField label={t("policy.waitFor")} optional value={sticky.waitFor} error={wrong("sticky.waitFor")} onChange={(waitFor) => onChange({ ...sticky, waitFor })} />
      </div>
      <label className="rule-switch">
        <input type="checkbox" checked={sticky.acrossAccounts} onChange={(event) => onChange({ ...sticky, acrossAccounts: event.target.checked })} />
        {t("policy.across")}
      </label>
    </>
  );
}

interface TeamProps {
  label: string;
  names: Names;
  value: string | null;
  error?: string | undefined;
  /** What no team means; nothing where there must be one. */
  nobody?: string | undefined;
  onChange: (team: string | null) => void;
}

export function TeamField({ label, names, value, error, nobody, onChange }: TeamProps) {
  const { t } = useTranslation();
  return (
    <SelectField label={label} error={error} value={value ?? ""} onChange={(event) => onChange(event.target.value || null)}>
      <option value="">{nobody ?? t("policy.everybody")}</option>
      {value && !names.teams.some((it) => it.id === value) && <option value={value}>{t("policy.goneTeam")}</option>}
      {names.teams.map((it) => (
        <option key={it.id} value={it.id}>
          {it.name}
        </option>
      ))}
    </SelectField>
  );
}
