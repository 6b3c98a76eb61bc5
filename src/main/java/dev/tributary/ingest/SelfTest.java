package dev.tributary.ingest;

import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.ingest.PublicAddress.Unreachable;
import dev.tributary.ingest.SelfTestReport.Outcome;
import dev.tributary.ingest.SelfTestReport.Result;
import dev.tributary.ingest.SelfTestReport.Step;
import dev.tributary.ingest.SimulatedCustomer.NotWritten;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountViews;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.WebhookSubscriptions;
import dev.tributary.store.governor.AccountCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tries an account from end to end: everything that has to work for a customer's words to reach an agent. */
@ApplicationScoped
public class SelfTest {

    /** Longer than all steps together. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final SelfTestRows rows;
    private final Accounts accounts;
    private final AccountViews views;
    private final AccountCalls calls;
    private final Connectors connectors;
    private final WebhookSubscriptions subscriptions;
    private final PublicAddress address;
    private final SimulatedCustomer customer;
    private final Arrivals arrivals;

    SelfTest(
            SelfTestRows rows,
            Accounts accounts,
            AccountViews views,
            AccountCalls calls,
            Connectors connectors,
            WebhookSubscriptions subscriptions,
            PublicAddress address,
            SimulatedCustomer customer,
            Arrivals arrivals) {
        this.rows = rows;
        this.accounts = accounts;
        this.views = views;
        this.calls = calls;
        this.connectors = connectors;
        this.subscriptions = subscriptions;
        this.address = address;
        this.customer = customer;
        this.arrivals = arrivals;
    }

    /** What stands in a step's way. */
    private static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> args;

        Failed(String reason, @Nullable String failure) {
            super(reason);
            this.args = failure == null ? Map.of("reason", reason) : Map.of("reason", reason, "failure", failure);
        }
    }

    private interface Trial {
        void make() throws Failed;
    }

    /** Calls the platform, this server and, where it runs, the simulator; takes seconds, and a minute at most. */
    public SelfTestReport run(AccountId id) {
        var account = accounts.find(id).orElseThrow(AccountId::unknown);
        if (!rows.begin(id, LEASE)) {
            throw new ProblemException(IngestProblem.SELF_TEST_RUNNING, "Wait a moment, then try again.");
        }
        try {
            return SelfTestReport.of(steps(account, connectors.of(account.platform())));
        } finally {
            rows.end(id);
        }
    }

    private List<Result> steps(BoundAccount account, Optional<Connector> connector) {
        var results = new ArrayList<Result>();
        results.add(step(Step.TOKEN, () -> token(account, required(connector))));
        results.add(step(Step.PERMISSIONS, () -> permissions(account.id())));
        results.add(step(Step.SUBSCRIPTIONS, this::subscribed));
        probe(account, connector, results);
        results.add(
                customer.isThere()
                        ? step(Step.SIMULATED_MESSAGE, () -> simulated(account))
                        : skipped(Step.SIMULATED_MESSAGE));
        return results;
    }

    private void token(BoundAccount account, Connector connector) throws Failed {
        try {
            calls.with(account.id(), credentials -> connector.profile(account.ref(), credentials));
        } catch (AccountDisconnectedException e) {
            throw new Failed("NEEDS_RECONNECT", views.get(account.id()).stateReason());
        } catch (ConnectorException e) {
            throw new Failed(e.kind().name(), e.getMessage());
        }
    }

    private void permissions(AccountId account) throws Failed {
        var missing = views.get(account).missing();
        if (!missing.isEmpty()) {
            throw new Failed("MISSING", missing.stream().map(Enum::name).collect(Collectors.joining(",")));
        }
    }

    private void subscribed() throws Failed {
        List<WebhookSubscriptions.View> all;
        try {
            all = subscriptions.all();
        } catch (ProblemException e) {
            throw new Failed("NOT_ANSWERED", e.getMessage());
        }
        for (var it : all) {
            if (it.warning() != null) {
                throw new Failed(it.warning().name(), it.callbackUrl());
            }
        }
    }

    private void probe(BoundAccount account, Optional<Connector> connector, List<Result> results) {
        if (connector.isEmpty()) {
            results.add(step(Step.PUBLIC_ADDRESS, () -> required(connector)));
            results.add(skipped(Step.STORED));
            return;
        }
        var probe = connector.get().probe(account.ref());
        var hash = BodyHash.of(probe.body());
        var sent = step(Step.PUBLIC_ADDRESS, () -> {
            try {
                address.deliver(account.platform(), probe);
            } catch (Unreachable e) {
                throw new Failed(e.reason().name(), e.getMessage());
            }
        });
        results.add(sent);
        try {
            results.add(
                    sent.outcome() == Outcome.OK
                            ? step(Step.STORED, () -> handled(account, hash))
                            : skipped(Step.STORED));
        } finally {
            rows.forget(account.platform(), hash);
        }
    }

    private void handled(BoundAccount account, BodyHash hash) throws Failed {
        arrivals.eventually(() -> rows.find(account.platform(), hash)
                .filter(it -> it.outcome() != null)
                .isPresent());
        var probe = rows.find(account.platform(), hash);
        if (probe.isEmpty()) {
            throw new Failed("NOT_STORED", null);
        }
        if (!"IGNORED".equals(probe.get().outcome())) {
            throw new Failed(
                    probe.get().outcome() == null ? "NOT_HANDLED" : probe.get().outcome(),
                    probe.get().reason());
        }
    }

    private void simulated(BoundAccount account) throws Failed {
        try {
            var message = customer.writeTo(account.externalId());
            if (!arrivals.eventually(() -> arrivals.has(account.id(), message))) {
                throw new Failed("NOT_ARRIVED", null);
            }
        } catch (NotWritten e) {
            throw new Failed("NOT_WRITTEN", e.getMessage());
        }
    }

    private static Connector required(Optional<Connector> connector) throws Failed {
        return connector.orElseThrow(() -> new Failed("NOT_CONFIGURED", null));
    }

    private static Result step(Step step, Trial trial) {
        var began = System.nanoTime();
        try {
            trial.make();
            return new Result(step, Outcome.OK, millisSince(began), Map.of());
        } catch (Failed e) {
            return new Result(step, Outcome.FAILED, millisSince(began), e.args);
        }
    }

    private static Result skipped(Step step) {
        return new Result(step, Outcome.SKIPPED, 0, Map.of());
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
