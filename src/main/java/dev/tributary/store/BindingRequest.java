package dev.tributary.store;

import dev.tributary.connector.Platform;
import org.jspecify.annotations.Nullable;

/**
 * What an admin wants to bind.
 *
 * @param declared whose account it is, by the admin's word; an official account needs it
 * @param confirmed whether the admin says that this is the store's legal entity, although it is not spelled alike
 * @param evidence what shows whose account it is; whoever confirms gives it
 * @param evidenceFile the same as a file of the store
 * @param reconnect which account is to be connected again; null where it may be any
 */
public record BindingRequest(
        AccountRole role,
        Platform platform,
        @Nullable LegalEntity declared,
        boolean confirmed,
        @Nullable String evidence,
        @Nullable EvidenceFileId evidenceFile,
        @Nullable AccountId reconnect) {

    public BindingRequest {
        if (confirmed && evidence == null) {
            throw new IllegalArgumentException("Whoever confirms says what shows it");
        }
    }

    BindingRequest(AccountRole role, Platform platform, @Nullable LegalEntity declared) {
        this(role, platform, declared, false, null, null, null);
    }

    /** The same for whichever account it is. */
    BindingRequest forAny() {
        return new BindingRequest(role, platform, declared, confirmed, evidence, evidenceFile, null);
    }
}
