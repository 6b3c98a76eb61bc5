package dev.tributary.routing;

import dev.tributary.conversation.CustomerLanguages;
import dev.tributary.conversation.CustomerLanguages.Told;
import dev.tributary.routing.language.LanguageOf;
import dev.tributary.routing.policy.Policies;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** Finds out in which language those write who wait, before somebody is chosen for them. */
@ApplicationScoped
class ConversationLanguages {

    private static final int BATCH = 200;

    private final Jdbi jdbi;
    private final Policies policies;
    private final CustomerLanguages languages;

    ConversationLanguages(Jdbi jdbi, Policies policies, CustomerLanguages languages) {
        this.jdbi = jdbi;
        this.policies = policies;
        this.languages = languages;
    }

    /** Learns where it makes a difference: somebody says which languages they speak, or a rule asks for one. */
    void learnWhereItMatters(StoreId store) {
        if (anybodySpeaks() || policies.active(store).policy().namesLanguages()) {
            learn(store);
        }
    }

    private boolean anybodySpeaks() {
        return jdbi.withHandle(db -> db.createQuery("SELECT EXISTS (SELECT 1 FROM agent_language)")
                .mapTo(boolean.class)
                .one());
    }

    /**
     * Looks at what customers of the store wrote since it was looked last: one query where there is nothing new. The words
     * are weighed outside of any transaction, so nobody waits for it.
     */
    void learn(StoreId store) {
        int heard;
        int kept;
        do {
            var words = languages.unheard(store, BATCH);
            heard = words.size();
            kept = languages.learn(
                    store,
                    words.stream()
                            .map(it -> new Told(
                                    it.conversation(),
                                    it.until(),
                                    LanguageOf.texts(it.texts()).orElse(null)))
                            .toList());
        } while (heard == BATCH && kept == BATCH);
    }
}
