package dev.tributary.routing.policy;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Everything that changes a store's policies. They change one after the other: each holds the row of the store.
 *
 * <p>What was active once never changes, because decisions refer to it.
 */
@ApplicationScoped
public class PolicyService {

    private final PolicyRows rows;
    private final Audit audit;
    private final Event<PolicyChanged> changed;
    private final Clock clock;

    PolicyService(PolicyRows rows, Audit audit, Event<PolicyChanged> changed, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
    }

    @Transactional
    public PolicyView draft(AgentId by, StoreId store, Policy document, String note) {
        rows.lock(store);
        check(store, document);
        var version = rows.insert(store, document, note, by, clock.instant());
        audit(by, store, "drafted", version, note);
        return rows.require(store, version);
    }

    /** @param revision of the draft that was changed; another one is not overwritten */
    @Transactional
    public PolicyView change(
            AgentId by, StoreId store, PolicyVersion version, int revision, Policy document, String note) {
        rows.lock(store);
        requireDraft(rows.require(store, version), revision);
        check(store, document);
        rows.update(store, version, document, note);
        audit(by, store, "changed", version, note);
        return rows.require(store, version);
    }

    @Transactional
    public void discard(AgentId by, StoreId store, PolicyVersion version) {
        rows.lock(store);
        var draft = rows.require(store, version);
        requireDraft(draft, draft.revision());
        rows.delete(store, version);
        audit(by, store, "discarded", version, draft.note());
    }

    /**
     * Has it apply from now on. Also one that was active before.
     *
     * @param revision of the version as it was seen
     * @param instead of which version, 0 for none: of two people who activate at once, one is told what the other did
     */
    @Transactional
    public PolicyView activate(AgentId by, StoreId store, PolicyVersion version, int revision, int instead) {
        rows.lock(store);
        var wanted = rows.require(store, version);
        var active = rows.active(store);
        if (active != instead) {
            throw new ProblemException(
                    PolicyProblem.ROUTING_POLICY_CHANGED,
                    active == wanted.version()
                            ? "Somebody activated this version already."
                            : "Somebody activated version " + active + ". Look at it before you replace it.");
        }
        if (wanted.revision() != revision) {
            throw changedMeanwhile();
        }
        if (active == wanted.version()) {
            return wanted;
        }
        // The store's teams and accounts may be others than when it was written.
        check(store, wanted.document());
        rows.activate(store, version, clock.instant());
        audit(by, store, "activated", version, "instead of version " + active);
        changed.fire(new PolicyChanged(store));
        return rows.require(store, version);
    }

    private void check(StoreId store, Policy document) {
        PolicyCheck.require("document", document, rows.known(store));
    }

    private static void requireDraft(PolicyView version, int revision) {
        if (version.state() != PolicyView.State.DRAFT) {
            throw new ProblemException(
                    PolicyProblem.ROUTING_POLICY_FIXED, "It was active, and decisions refer to it. Make a new draft.");
        }
        if (version.revision() != revision) {
            throw changedMeanwhile();
        }
    }

    private static ProblemException changedMeanwhile() {
        return new ProblemException(
                PolicyProblem.ROUTING_POLICY_CHANGED, "Somebody changed this draft. Read it again, then decide.");
    }

    private void audit(AgentId by, StoreId store, String what, PolicyVersion version, String detail) {
        audit.record(by, store.value(), "routing-policy." + what, version.toString(), detail);
    }
}
