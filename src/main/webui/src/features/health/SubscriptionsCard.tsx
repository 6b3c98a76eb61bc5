import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import type { Subscription } from "../../api/cockpit";
import { Button } from "../../components/Button";
import { HealthDot } from "../../components/HealthDot";
import { fromNow } from "../../lib/span";
import { useNow } from "../../lib/useNow";
import { HEALTH_OF, stateOf } from "./subscriptionState";
import { useSubscribing } from "./Subscribing";

/** TikTok has one address for each kind of event and all accounts: where it is, and where it should be. */
export function SubscriptionsCard({ subscriptions, mayAct }: { subscriptions: readonly Subscription[]; mayAct: boolean }) {
  const { t } = useTranslation();
  const section = useRef<HTMLElement>(null);
  const { hash } = useLocation();
  // The browser looked for it before it was loaded.
  useEffect(() => {
    if (hash === "#subscriptions") section.current?.scrollIntoView();
  }, [hash]);
  return (
    <section ref={section} className="section" id="subscriptions">
      <header>
        <h2>{t("subscription.title")}</h2>
        <p className="faint">{t("subscription.lead")}</p>
      </header>
      <div className="card subscriptions">
        {subscriptions.map((it) => (
          <SubscriptionLine key={it.eventType} subscription={it} mayAct={mayAct} />
        ))}
      </div>
    </section>
  );
}

function SubscriptionLine({ subscription, mayAct }: { subscription: Subscription; mayAct: boolean }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const ask = useSubscribing();
  const { eventType, callbackUrl, expectedUrl, posts, checkedAt, failure } = subscription;
  const state = stateOf(subscription);
  const health = HEALTH_OF[state];
  return (
    <section className="subscription" aria-label={t(`topic.${eventType}`)}>
      <h3>
        {t(`topic.${eventType}`)}
        <span className={`fact-state fact-state-${health}`}>
          <HealthDot health={health} silent />
          {t(`subscription.state.${state}`)}
        </span>
      </h3>
      <dl className="facts">
        <div>
          <dt>{t("subscription.present")}</dt>
          <dd>{callbackUrl ? <code className="address">{callbackUrl}</code> : t(checkedAt ? "subscription.nowhere" : "subscription.neverChecked")}</dd>
        </div>
        {callbackUrl !== expectedUrl && (
          <div>
            <dt>{t("subscription.expected")}</dt>
            <dd>
              <code className="address">{expectedUrl}</code>
            </dd>
          </div>
        )}
      </dl>
      {posts.length > 0 && <p>{t("subscription.posts", { count: posts.length })}</p>}
      {failure && <p className="fact-small fact-warn">{t("subscription.failure", { failure })}</p>}
      <footer>
        <span className="faint number">
          {checkedAt && t("subscription.checked", { time: fromNow(checkedAt, now, i18n.language) })}
        </span>
        {mayAct && state !== "RIGHT" && (
          <Button small look="primary" onClick={() => ask(eventType)}>
            {t("subscription.action")}
            <span className="visually-hidden">{t(`topic.${eventType}`)}</span>
          </Button>
        )}
      </footer>
    </section>
  );
}
