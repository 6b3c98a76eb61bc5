package dev.tributary.conversation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.contact.ContactIdentityId;
import dev.tributary.platform.database.RetriedOnConflict;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.AccountService;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Collection;

/**
 * Tells an account's own comments from its customers'. A webhook does not say whose a comment is; by which id an account
 * signs its own is learned from lists and answers, after the first of them may have come.
 */
@ApplicationScoped
public class OwnComments {

    private final Accounts accounts;
    private final AccountService accountService;
    private final ArrivalRows rows;
    private final ConversationRefresh refresh;
    private final ChangeLog changes;
    private final Event<OpenWorkChanged> workChanged;

    OwnComments(
            Accounts accounts,
            AccountService accountService,
            ArrivalRows rows,
            ConversationRefresh refresh,
            ChangeLog changes,
            Event<OpenWorkChanged> workChanged) {
        this.accounts = accounts;
        this.accountService = accountService;
        this.rows = rows;
        this.refresh = refresh;
        this.changes = changes;
        this.workChanged = workChanged;
    }

    /**
     * From now on, and for what has come already, comments of this author are the account's own.
     *
     * @param author the platform's id by which the account signs its comments
     */
    @RetriedOnConflict
    @Transactional
    public void learned(BoundAccount account, String author) {
        // Waits for whoever applies comments without knowing it, and so sees what they brought.
        accountService.learnCommentAuthor(account.id(), author);
        var identity = ContactIdentityId.of(account.store(), account.platform(), author);
        rows.lockThoseWith(account.id().value(), identity.value());
        var turned = rows.turnOutbound(account.id().value(), identity.value());
        if (turned.isEmpty()) {
            return;
        }
        var freed = refresh.recount(
                turned.stream().map(ArrivalRows.Written::conversation).collect(toUnmodifiableSet()));
        if (!freed.isEmpty()) {
            workChanged.fire(new OpenWorkChanged(freed));
        }
        turned.forEach(it -> {
            changes.record(it.store(), ChangeTypes.MESSAGE, it.id());
            changes.record(it.store(), ChangeTypes.CONVERSATION, it.conversation());
        });
    }

    /**
     * The same arrivals, at accounts of which nobody learns by which id they sign before the caller's transaction is
     * through. That costs something only until it is known.
     */
    Collection<Arrival> knownUntilTheEnd(Collection<Arrival> arrivals) {
        var unknown = arrivals.stream()
                .filter(OwnComments::mayBeOwn)
                .map(it -> it.account().id())
                .collect(toUnmodifiableSet());
        if (unknown.isEmpty()) {
            return arrivals;
        }
        var authors = accounts.commentAuthors(unknown);
        return arrivals.stream()
                .map(it -> mayBeOwn(it) ? it.signedBy(authors.get(it.account().id())) : it)
                .toList();
    }

    private static boolean mayBeOwn(Arrival arrival) {
        return arrival.event() instanceof CommentSeen && arrival.account().commentAuthorId() == null;
    }
}
