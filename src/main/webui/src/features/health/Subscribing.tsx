import { createContext, useContext, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Subscription, Topic } from "../../api/cockpit";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { useProblemText } from "../../i18n/useProblemText";
import { useSubscribe } from "./useHealthActions";

const Context = createContext<(topic: Topic) => void>(() => undefined);

/** Asks before TikTok's one address is overwritten. */
export function useSubscribing(): (topic: Topic) => void {
  return useContext(Context);
}

/** The question, for every button below that leads to it. */
export function Subscribing({ subscriptions, children }: { subscriptions: readonly Subscription[]; children: ReactNode }) {
  const [asked, setAsked] = useState<Topic | null>(null);
  const subscription = subscriptions.find((it) => it.eventType === asked);
  return (
    <Context value={setAsked}>
      {children}
      {subscription && <SubscribeDialog subscription={subscription} onClose={() => setAsked(null)} />}
    </Context>
  );
}

function SubscribeDialog({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const subscribe = useSubscribe(onClose);
  const { eventType, callbackUrl, expectedUrl, posts } = subscription;
  const overwritten = callbackUrl !== null && callbackUrl !== expectedUrl ? callbackUrl : null;
  return (
    <Dialog title={t(`subscription.confirmTitle.${eventType}`)} onClose={onClose}>
      {subscribe.error && <Callout tone="danger">{words(subscribe.error)}</Callout>}
      {overwritten ? (
        <>
          <p>{t("subscription.overwrites")}</p>
          <code className="address">{overwritten}</code>
          <p>{t("subscription.overwritesLead")}</p>
        </>
      ) : (
        <p>{t("subscription.overwritesNothing")}</p>
      )}
      <code className="address">{expectedUrl}</code>
      {posts.length > 0 && <p>{t("subscription.overwritesPosts", { count: posts.length })}</p>}
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button look={overwritten ? "danger" : "primary"} busy={subscribe.isPending} onClick={() => subscribe.mutate(eventType)}>
          {t("subscription.confirm")}
        </Button>
      </div>
    </Dialog>
  );
}
