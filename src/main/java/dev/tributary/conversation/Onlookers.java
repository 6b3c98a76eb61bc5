package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Customers who can be shown what is going on here: those of direct messages that may be answered now. */
@ApplicationScoped
public class Onlookers {

    private final Jdbi jdbi;
    private final MessagingRules rules;
    private final Clock clock;

    Onlookers(Jdbi jdbi, MessagingRules rules, Clock clock) {
        this.jdbi = jdbi;
        this.rules = rules;
        this.clock = clock;
    }

    public record Onlooker(StoreId store, AccountId account, String conversationExternalId) {}

    public Optional<Onlooker> of(ConversationId id) {
        return jdbi.withHandle(db -> db.createQuery("""
                                SELECT store_id, account_id, surface, external_id, last_inbound_at, window_used,
                                    silent_used, customer_replied
                                FROM conversation WHERE id = :id AND surface = :surface AND external_id <> :withheld
                                """)
                        .bind("id", id.value())
                        .bind("surface", Surface.DM)
                        .bind("withheld", ConversationService.WITHHELD)
                        .map((row, context) -> {
                            var account = row.getObject("account_id", UUID.class);
                            return new Answerable(
                                    new AnswerWindow(rules.quota(account), Answers.of(row)),
                                    new Onlooker(
                                            new StoreId(row.getObject("store_id", UUID.class)),
                                            new AccountId(account),
                                            row.getString("external_id")));
                        })
                        .findOne())
                .filter(it -> it.window().refusal(clock.instant()).isEmpty())
                .map(Answerable::onlooker);
    }

    private record Answerable(AnswerWindow window, Onlooker onlooker) {}
}
