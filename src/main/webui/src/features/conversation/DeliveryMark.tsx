import { CalendarClock, Check, CheckCheck, CircleAlert, CircleHelp, Clock, RefreshCw, Send, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DeliveryStatus } from "../../api/types";

const ICONS: Readonly<Record<DeliveryStatus, LucideIcon>> = {
  SCHEDULED: CalendarClock,
  QUEUED: Clock,
  SENDING: Send,
  RETRYING: RefreshCw,
  UNCERTAIN: CircleHelp,
  SENT: Check,
  DELIVERED: CheckCheck,
  READ: CheckCheck,
  FAILED: CircleAlert,
};

/** How far an outgoing message has come. Every step has a sign of its own beside its colour. */
export function DeliveryMark({ status }: { status: DeliveryStatus }) {
  const { t } = useTranslation();
  const Icon = ICONS[status];
  const inWords = status === "SCHEDULED" || status === "RETRYING" || status === "UNCERTAIN" || status === "FAILED" || status === "READ";
  return (
    <span className={`delivery delivery-${status}`} title={t(`delivery.${status}`)}>
      <Icon size={13} aria-hidden="true" />
      <span className={inWords ? "" : "visually-hidden"}>{t(`delivery.${status}`)}</span>
    </span>
  );
}
