package dev.tributary.delivery;

import dev.tributary.connector.CallBudget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One budget for all who call TikTok, since TikTok counts for the whole app. */
@ApplicationScoped
class CallBudgetProducer {

    @Produces
    @Singleton
    CallBudget budget(DeliveryConfig config) {
        return new CallBudget(config.messageCallsPerSecond());
    }
}
