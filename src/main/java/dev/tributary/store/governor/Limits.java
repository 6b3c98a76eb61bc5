package dev.tributary.store.governor;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which limits a call counts against. */
final class Limits {

    /** Whose limits these are. */
    static final Platform PLATFORM = Platform.TIKTOK_BUSINESS;

    private final String prefix;
    private final Limit appBySecond;
    private final Limit appByMinute;
    private final Limit messagesBySecond;
    private final Limit accountsApiByMinute;
    private final int accountCalls;
    private final Duration minute;

    Limits(GovernorConfig config) {
        this(config, "", Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /**
     * @param prefix of their buckets' names: in tests another than that of the server which runs beside them
     * @param minute shorter in tests that have no minute to wait
     */
    Limits(GovernorConfig config, String prefix, Duration second, Duration minute) {
        this.prefix = prefix;
        this.appBySecond = new Limit(prefix + "app/s", config.appCallsPerSecond(), second);
        this.appByMinute = new Limit(prefix + "app/min", config.appCallsPerMinute(), minute);
        this.messagesBySecond = new Limit(prefix + "messaging/s", config.messageCallsPerSecond(), second);
        this.accountsApiByMinute = new Limit(prefix + "accounts/min", config.accountsApiCallsPerMinute(), minute);
        this.accountCalls = config.accountCallsPerMinute();
        this.minute = minute;
    }

    List<Limit> of(@Nullable AccountRef account, ApiCall call) {
        var limits = new ArrayList<Limit>(shared(call.family()));
        if (account != null) {
            limits.addAll(ofAccount(account, call));
        }
        return limits;
    }

    /** Those that the account has for itself. */
    List<Limit> ofAccount(AccountRef account, ApiCall call) {
        if (call.family() != ApiCall.Family.ACCOUNT) {
            return List.of();
        }
        var name = prefix + account.platform() + " " + account.externalId() + " " + call + "/min";
        return List.of(new Limit(name, accountCalls, minute));
    }

    /** Those that the accounts have in common. */
    List<Limit> shared(ApiCall.Family family) {
        return switch (family) {
            case MESSAGING -> List.of(appBySecond, appByMinute, messagesBySecond);
            case ACCOUNT -> List.of(appBySecond, appByMinute, accountsApiByMinute);
            case APP -> List.of(appBySecond, appByMinute);
        };
    }
}
