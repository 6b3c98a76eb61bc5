package dev.tributary.media;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.MediaAddress;
import dev.tributary.media.MediaRows.Wanted;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.governor.AccountCalls;
import dev.tributary.store.governor.CallPriority;
import dev.tributary.store.governor.NotNowException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One attempt to fetch one picture or video. No transaction is open while anybody is asked. */
@ApplicationScoped
class Fetching {

    private static final Logger LOG = Logger.getLogger(Fetching.class);

    private final MediaRows rows;
    private final Accounts accounts;
    private final AccountCalls calls;
    private final Connectors connectors;
    private final Downloads downloads;
    private final Keeping keeping;
    private final MediaConfig config;

    Fetching(
            MediaRows rows,
            Accounts accounts,
            AccountCalls calls,
            Connectors connectors,
            Downloads downloads,
            Keeping keeping,
            MediaConfig config) {
        this.rows = rows;
        this.accounts = accounts;
        this.calls = calls;
        this.connectors = connectors;
        this.downloads = downloads;
        this.keeping = keeping;
        this.config = config;
    }

    void attempt(Wanted wanted) {
        var account = accounts.find(wanted.account());
        var connector = account.flatMap(it -> connectors.of(it.platform()));
        if (account.isEmpty() || connector.isEmpty()) {
            rows.over(wanted, MediaState.FAILED, MediaReason.DISCONNECTED);
            return;
        }
        var call = Locating.call(wanted);
        if (call.isPresent()) {
            ask(connector.get(), account.get(), wanted, call.get());
        } else {
            found(wanted, Locating.known(wanted));
        }
    }

    private void ask(Connector connector, BoundAccount account, Wanted wanted, ApiCall call) {
        Optional<MediaAddress> address;
        try {
            address = calls.ask(
                    account,
                    call,
                    CallPriority.ENRICHMENT,
                    credentials -> Locating.ask(connector, account, credentials, wanted));
        } catch (AccountDisconnectedException e) {
            LOG.debugf("%s", e.getMessage());
            rows.later(wanted, config.longestRetry(), false, MediaReason.DISCONNECTED);
            return;
        } catch (NotNowException e) {
            rows.later(wanted, e.askAgainIn(), false, null);
            return;
        } catch (ConnectorException e) {
            notLocated(wanted, e);
            return;
        }
        found(wanted, address);
    }

    private void notLocated(Wanted wanted, ConnectorException failure) {
        LOG.debugf(
                "Media not located: media=%s account=%s kind=%s code=%s",
                wanted.id(), wanted.account(), failure.kind(), failure.code());
        switch (failure.kind()) {
            case REFUSED, FORBIDDEN -> rows.over(wanted, MediaState.FAILED, MediaReason.REFUSED);
            case THROTTLED, QUOTA_USED_UP, UNAUTHORIZED, UNAVAILABLE -> again(wanted, MediaReason.UNREACHABLE);
        }
    }

    private void found(Wanted wanted, Optional<MediaAddress> address) {
        address.ifPresentOrElse(
                it -> download(wanted, it),
                () -> rows.over(
                        wanted,
                        MediaState.FAILED,
                        wanted.kind().equals("SHARE_POST") ? MediaReason.NO_COVER : MediaReason.REFUSED));
    }

    private void download(Wanted wanted, MediaAddress address) {
        try {
            var file = Keeping.temporary();
            try {
                downloads.fetch(address, file);
                keep(wanted, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (DownloadFailedException e) {
            LOG.debugf(
                    "Media not fetched: media=%s account=%s because=%s", wanted.id(), wanted.account(), e.getMessage());
            switch (e.why()) {
                case NOT_ALLOWED -> {
                    // Somebody tries something, or the platform has moved: an operator should know either way.
                    LOG.warnf("Media not fetched: media=%s host=%s because=%s", wanted.id(), address, e.getMessage());
                    rows.over(wanted, MediaState.FAILED, MediaReason.HOST_NOT_ALLOWED);
                }
                case GONE -> rows.over(wanted, MediaState.EXPIRED, MediaReason.LINK_EXPIRED);
                case TOO_LARGE -> rows.over(wanted, MediaState.FAILED, MediaReason.TOO_LARGE);
                case UNREACHABLE -> again(wanted, MediaReason.UNREACHABLE);
            }
        } catch (IOException e) {
            LOG.errorf(e, "Media cannot be kept: media=%s", wanted.id());
            again(wanted, MediaReason.UNREACHABLE);
        }
    }

    private void keep(Wanted wanted, Path file) throws IOException {
        var kind = Keeping.kindOf(file);
        if (kind.isEmpty() || kind.get().video() != wanted.kind().equals("VIDEO")) {
            rows.over(wanted, MediaState.FAILED, MediaReason.UNKNOWN_TYPE);
            return;
        }
        try {
            rows.ready(wanted, keeping.keep(file, kind.get()));
        } catch (UnusablePictureException e) {
            LOG.debugf("Media not kept: media=%s because=%s", wanted.id(), e.getMessage());
            rows.over(wanted, MediaState.FAILED, MediaReason.TOO_LARGE);
        }
    }

    private void again(Wanted wanted, MediaReason reason) {
        if (wanted.attempts() >= config.attempts()) {
            rows.over(wanted, MediaState.FAILED, reason);
            return;
        }
        var doublings = Math.min(20, wanted.attempts() - 1);
        var wait =
                Math.min(config.longestRetry().toMillis(), config.firstRetry().toMillis() << doublings);
        rows.later(wanted, Duration.ofMillis(wait), true, null);
    }
}
