import { Plus, X } from "lucide-react";
import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../../components/Button";
import { CardView } from "../../components/CardView";
import { Segmented } from "../../components/Segmented";
import { CARD_LIMITS, cardFault, templateOf, type CardDraft } from "./cardRules";

interface Props {
  card: CardDraft;
  /** Words go out as a message of their own. */
  withText: boolean;
  onChange: (card: CardDraft) => void;
  onRemove: () => void;
}

/** A question and its answers, beside how the customer will see them. */
export function CardEditor({ card, withText, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const form = useRef<HTMLElement>(null);
  const { style, title, buttons } = card;
  const fault = cardFault(card);
  const preview = templateOf(card);
  const setButton = (at: number, text: string) => onChange({ ...card, buttons: buttons.map((it, index) => (index === at ? text : it)) });
  return (
    <section ref={form} className="card-editor" aria-label={t("card.label")}>
      <div className="card-editor-head">
        <strong>{t("card.label")}</strong>
        <Segmented
          label={t("card.style")}
          value={style}
          choices={[
            { value: "BUTTONS", label: t("card.BUTTONS") },
            { value: "LINKS", label: t("card.LINKS") },
          ]}
          onChange={(next) => onChange({ ...card, style: next })}
        />
        <IconButton label={t("card.remove")} small onClick={onRemove}>
          <X size={16} />
        </IconButton>
      </div>
      <div className="card-editor-sides">
        <div className="card-editor-fields">
          <Counted label={t("card.title")} value={title} limit={CARD_LIMITS.title} autoFocus={title === ""} onChange={(next) => onChange({ ...card, title: next })} />
          {buttons.map((it, index) => (
            <div key={index} className="card-editor-button">
              <Counted
                label={t("card.button", { number: index + 1 })}
                value={it}
                limit={CARD_LIMITS.button[style]}
                onChange={(next) => setButton(index, next)}
              />
              {buttons.length > 1 && (
                <IconButton
                  label={t("card.removeButton", { number: index + 1 })}
                  small
                  onClick={() => {
                    onChange({ ...card, buttons: buttons.filter((_, at) => at !== index) });
                    form.current?.querySelector("input")?.focus();
                  }}
                >
                  <X size={14} />
                </IconButton>
              )}
            </div>
          ))}
          {buttons.length < CARD_LIMITS.buttons && (
            <Button small look="quiet" onClick={() => onChange({ ...card, buttons: [...buttons, ""] })}>
              <Plus size={13} aria-hidden="true" />
              {t("card.addButton")}
            </Button>
          )}
        </div>
        <div className="card-editor-preview" aria-hidden="true">
          <span>{t("card.preview")}</span>
          <div className="bubble">
            <CardView style={style} title={preview.title || t("card.title")} buttons={preview.buttons.map((it) => it.title)} />
          </div>
        </div>
      </div>
      <p className={fault?.endsWith("TooLong") ? "composer-over" : "composer-hint"} role="status">
        {t(fault ? `card.${fault}` : withText ? "card.readyWithText" : "card.ready")}
      </p>
    </section>
  );
}

function Counted({ label, value, limit, autoFocus, onChange }: { label: string; value: string; limit: number; autoFocus?: boolean; onChange: (value: string) => void }) {
  const id = useId();
  const length = value.trim().length;
  return (
    <div className="card-editor-field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        dir="auto"
        autoComplete="off"
        // Whoever chose to write a card wants to write it.
        autoFocus={autoFocus}
        value={value}
        aria-invalid={length > limit || undefined}
        aria-describedby={`${id}-count`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-count`} className={`number ${length > limit ? "composer-over" : "composer-count"}`}>
        {length} / {limit}
      </span>
    </div>
  );
}
