package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import dev.tributary.platform.id.Ids;
import dev.tributary.testing.WebhookShop;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What applying events led to, as text that is the same for two shops to which the same happened: platform ids instead
 * of ours, and nothing of when we heard of it. Ours are checked to be derived from the platform's.
 */
@ApplicationScoped
class StateDump {

    private static final String CONVERSATIONS = """
            SELECT c.account_id, c.id, c.surface, c.external_id, concat_ws(' ', 'conversation', c.surface, c.external_id,
                'post', p.external_id, 'with', i.external_id, c.status, c.snoozed_until, c.assignee_id,
                'last', l.remote_id, CASE WHEN l.id IS NOT NULL THEN c.last_activity_at END,
                'inbound', c.first_inbound_at, c.last_inbound_at, c.waiting_since, c.inbound_count, c.handled_count,
                'used', c.window_used, c.silent_used, c.customer_replied, c.send_trouble, 'read', c.customer_read_at) AS line
            FROM conversation c
            LEFT JOIN post p ON p.id = c.post_id
            LEFT JOIN contact_identity i ON i.id = c.contact_identity_id
            LEFT JOIN message l ON l.id = c.last_message_id
            WHERE c.account_id = ANY(:accounts) ORDER BY 1, 3, 4
            """;

    private static final String MESSAGES = """
            SELECT m.account_id, m.id, m.remote_id, concat_ws(' ', 'message', m.remote_id, 'in', c.external_id, m.direction,
                m.type, m.text, m.content, 'quotes', m.quoted_remote_id, m.sent_at, m.source, m.status,
                'by', i.external_id) AS line
            FROM message m
            JOIN conversation c ON c.id = m.conversation_id
            LEFT JOIN contact_identity i ON i.id = m.author_identity_id
            WHERE m.account_id = ANY(:accounts) ORDER BY 1, 3
            """;

    private static final List<String> FACTS = List.of("""
            SELECT r.account_id, concat_ws(' ', 'reaction', message_remote_id,
                replace(reactor_external_id, a.external_id, 'us'), emoji, added, at) AS line
            FROM message_reaction r JOIN account a ON a.id = r.account_id WHERE r.account_id = ANY(:accounts) ORDER BY 1, 2
            """, """
            SELECT account_id, concat_ws(' ', 'fact', comment_remote_id, visibility, visibility_at,
                'deleted', deleted_at, 'intent', high_intent_at) AS line
            FROM comment_fact WHERE account_id = ANY(:accounts) ORDER BY 1, 2
            """, """
            SELECT account_id, concat_ws(' ', 'post', external_id) AS line
            FROM post WHERE account_id = ANY(:accounts) ORDER BY 1, 2
            """, """
            SELECT a.id, concat_ws(' ', 'person', i.external_id, i.handle, i.handle_seen_at) AS line
            FROM account a JOIN contact_identity i ON i.store_id = a.store_id
            WHERE a.id = ANY(:accounts) ORDER BY 1, 2
            """);

    private final Jdbi jdbi;

    StateDump(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One text for every shop. */
    List<String> of(List<WebhookShop> shops) {
        var lines = new HashMap<UUID, List<String>>();
        var accounts = shops.stream().map(WebhookShop::account).toList();
        accounts.forEach(it -> lines.put(it, new ArrayList<>()));
        jdbi.useHandle(db -> {
            conversations(db, accounts, lines);
            messages(db, accounts, lines);
            for (var facts : FACTS) {
                db.createQuery(facts)
                        .bindArray("accounts", UUID.class, accounts)
                        .map((row, context) -> add(lines, row.getObject(1, UUID.class), row.getString("line")))
                        .list();
            }
        });
        return accounts.stream().map(it -> String.join("\n", lines(lines, it))).toList();
    }

    private static void conversations(Handle db, List<UUID> accounts, Map<UUID, List<String>> lines) {
        db.createQuery(CONVERSATIONS)
                .bindArray("accounts", UUID.class, accounts)
                .map((row, context) -> {
                    var account = row.getObject("account_id", UUID.class);
                    requireDerived(
                            row.getObject("id", UUID.class),
                            ConversationIds.derived(
                                    account, Surface.valueOf(row.getString("surface")), row.getString("external_id")));
                    return add(lines, account, row.getString("line"));
                })
                .list();
    }

    private static void messages(Handle db, List<UUID> accounts, Map<UUID, List<String>> lines) {
        db.createQuery(MESSAGES)
                .bindArray("accounts", UUID.class, accounts)
                .map((row, context) -> {
                    var account = row.getObject("account_id", UUID.class);
                    requireDerived(
                            row.getObject("id", UUID.class),
                            Ids.derived(account, "message", row.getString("remote_id")));
                    return add(lines, account, row.getString("line"));
                })
                .list();
    }

    private static void requireDerived(UUID id, UUID derived) {
        if (!id.equals(derived)) {
            throw new AssertionError("an id that does not follow from the platform's");
        }
    }

    private static boolean add(Map<UUID, List<String>> lines, UUID account, String line) {
        return lines(lines, account).add(line);
    }

    private static List<String> lines(Map<UUID, List<String>> lines, UUID account) {
        return Objects.requireNonNull(lines.get(account));
    }
}
