package dev.tributary.conversation.web;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationAccess;
import dev.tributary.conversation.ConversationCounts;
import dev.tributary.conversation.ConversationCounts.CountsView;
import dev.tributary.conversation.ConversationFilter;
import dev.tributary.conversation.ConversationFilter.Assignee;
import dev.tributary.conversation.ConversationFilter.Need;
import dev.tributary.conversation.ConversationFilter.Sort;
import dev.tributary.conversation.ConversationQueries;
import dev.tributary.conversation.ConversationStatus;
import dev.tributary.conversation.ConversationView;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.platform.paging.Snapshot;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api")
@Authenticated
class ConversationListResource {

    private final ConversationAccess access;
    private final CurrentAgent current;
    private final ConversationQueries conversations;
    private final ConversationCounts counts;
    private final ChangeLog changes;

    ConversationListResource(
            ConversationAccess access,
            CurrentAgent current,
            ConversationQueries conversations,
            ConversationCounts counts,
            ChangeLog changes) {
        this.access = access;
        this.current = current;
        this.conversations = conversations;
        this.counts = counts;
        this.changes = changes;
    }

    @GET
    @Path("conversations")
    public Snapshot<ConversationView> list(
            @RestQuery Optional<StoreId> store,
            @RestQuery Optional<AccountId> account,
            @RestQuery Optional<Surface> surface,
            @RestQuery Optional<UUID> contact,
            @RestQuery Optional<ConversationStatus> status,
            @RestQuery Optional<AssigneeParam> assignee,
            @RestQuery Optional<ParticipantParam> participant,
            @RestQuery @Nullable @Size(max = 100) String label,
            @RestQuery @Nullable @Size(max = 200) String q,
            @RestQuery Optional<NeedParam> needs,
            @DefaultValue("activity") @RestQuery SortParam sort,
            @DefaultValue(PageLimit.DEFAULT) @RestQuery PageLimit limit,
            @RestQuery Optional<Cursor> after) {
        var stores = access.visible(store);
        // Before the list: whatever happens after this number is told by the stream.
        var asOf = changes.asOf(stores.stream().map(StoreId::value).toList());
        var filter = new ConversationFilter(
                stores,
                account.map(AccountId::value),
                surface,
                contact,
                status,
                assignee.map(it -> it.of(current.id())),
                participant.map(it -> it.of(current.id())),
                Optional.ofNullable(label),
                Optional.ofNullable(q).map(String::strip).filter(it -> !it.isEmpty()),
                needs.map(NeedParam::value),
                sort.value());
        return Snapshot.of(conversations.list(current.id(), filter, limit, after), asOf);
    }

    /** Capped numbers for the side bar. */
    @GET
    @Path("counts")
    public CountsView counts(@RestQuery Optional<StoreId> store) {
        return counts.of(current.id(), access.visible(store));
    }

    /** {@code me}, {@code none}, or an agent's id. */
    @Schema(type = SchemaType.STRING)
    record AssigneeParam(String text) {

        public static AssigneeParam fromString(String text) {
            return new AssigneeParam(text);
        }

        Assignee of(AgentId me) {
            return switch (text) {
                case "me" -> new Assignee(Optional.of(me.value()));
                case "none" -> new Assignee(Optional.empty());
                default -> new Assignee(Optional.of(uuid()));
            };
        }

        private UUID uuid() {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw InvalidField.problem("assignee", "must be me, none or the id of an agent");
            }
        }
    }

    /** {@code me}: what I joined and somebody else, or nobody, looks after. */
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"me"})
    record ParticipantParam() {

        public static ParticipantParam fromString(String text) {
            if (!text.equals("me")) {
                throw InvalidField.problem("participant", "must be me");
            }
            return new ParticipantParam();
        }

        UUID of(AgentId me) {
            return me.value();
        }
    }

    /** {@code expiring} or {@code trouble}. */
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"expiring", "trouble"})
    record NeedParam(Need value) {

        public static NeedParam fromString(String text) {
            return new NeedParam(lowerCase(Need.class, text, "needs"));
        }
    }

    /** {@code activity}, {@code waiting} or {@code window}. */
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"activity", "waiting", "window"})
    record SortParam(Sort value) {

        public static SortParam fromString(String text) {
            return new SortParam(lowerCase(Sort.class, text, "sort"));
        }
    }

    private static <E extends Enum<E>> E lowerCase(Class<E> type, String text, String field) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw InvalidField.problem(field, "is not one of the values that the API describes");
        }
    }
}
