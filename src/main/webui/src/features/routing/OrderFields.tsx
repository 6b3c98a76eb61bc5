import { useTranslation } from "react-i18next";
import type { Rule } from "../../api/policies";
import { SelectField } from "../../components/Field";

type Order = Rule["order"][number];

interface Props {
  orders: readonly Order[];
  order: readonly Order[];
  error?: string | undefined;
  onChange: (order: Order[]) => void;
}

/** By what the queue is ordered: the next one decides where the one before does not. */
export function OrderFields({ orders, order, error, onChange }: Props) {
  const { t } = useTranslation();
  const places = [...order, ...(order.length < orders.length ? [null] : [])];
  return (
    <div className="order-fields">
      {places.map((it, index) => (
        <SelectField
          key={index}
          label={index === 0 ? t("policy.orderFirst") : t("policy.orderThen")}
          error={index === 0 ? error : undefined}
          value={it ?? ""}
          onChange={(event) => {
            const chosen = event.target.value as Order | "";
            onChange(chosen === "" ? order.slice(0, index) : [...order.slice(0, index), chosen, ...order.slice(index + 1).filter((other) => other !== chosen)]);
          }}
        >
          {index > 0 && <option value="">{t("policy.orderNothing")}</option>}
          {orders
            .filter((other) => !order.slice(0, index).includes(other))
            .map((other) => (
              <option key={other} value={other}>
                {t(`policy.order.${other}`)}
              </option>
            ))}
        </SelectField>
      ))}
    </div>
  );
}
