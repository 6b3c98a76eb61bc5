package dev.tributary.store;

import dev.tributary.platform.secret.UnreadableSecretException;
import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Renews tokens before anybody has to wait for one, and clears up after bindings that were never finished. */
@ApplicationScoped
class TokenSchedule {

    private static final Duration LEAD = Duration.ofMinutes(60);
    private static final int BATCH = 50;
    static final String GIVING_BACK = "store-giving-back";
    private static final Logger LOG = Logger.getLogger(TokenSchedule.class);

    private final CredentialRows credentials;
    private final TokenRenewal renewal;
    private final Authorizations authorizations;
    private final AccountBinding binding;
    private final AccountService accounts;
    private final EvidenceFiles evidence;

    TokenSchedule(
            CredentialRows credentials,
            TokenRenewal renewal,
            Authorizations authorizations,
            AccountBinding binding,
            AccountService accounts,
            EvidenceFiles evidence) {
        this.credentials = credentials;
        this.renewal = renewal;
        this.authorizations = authorizations;
        this.binding = binding;
        this.accounts = accounts;
        this.evidence = evidence;
    }

    @Scheduled(
            every = "1m",
            delayed = "20s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void renewThoseThatEndSoon() {
        for (var ending : credentials.endingWithin(LEAD, BATCH)) {
            try {
                renewal.renew(ending, true);
            } catch (AccountDisconnectedException e) {
                // The account says so itself now, with the reason.
                LOG.debugf("%s", e.getMessage());
            } catch (UnreadableSecretException e) {
                LOG.errorf("Account %s cannot be renewed: %s", ending.account(), e.getMessage());
            }
        }
    }

    @Scheduled(
            every = "1h",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void noticeConsentsThatEnd() {
        accounts.noticeConsents();
    }

    /** A seller's access that nobody wants is nothing to keep until the next clearing up. */
    @Scheduled(
            identity = GIVING_BACK,
            every = "1m",
            delayed = "30s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void giveBackWhatNobodyWants() {
        binding.giveBackForgotten();
    }

    @Scheduled(
            every = "1h",
            delayed = "5m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void forgetUnfinishedBindings() {
        authorizations.sweep();
        evidence.sweep();
    }
}
