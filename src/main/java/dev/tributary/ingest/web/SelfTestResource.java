package dev.tributary.ingest.web;

import dev.tributary.ingest.RecoveryAccess;
import dev.tributary.ingest.SelfTest;
import dev.tributary.ingest.SelfTestReport;
import dev.tributary.store.AccountId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/api/accounts/{id}/self-test")
@Authenticated
class SelfTestResource {

    private final RecoveryAccess access;
    private final SelfTest test;

    SelfTestResource(RecoveryAccess access, SelfTest test) {
        this.access = access;
        this.test = test;
    }

    /** Tries the account from end to end, which takes seconds. One that fails is answered 200 too, and says what failed. */
    @POST
    public SelfTestReport run(AccountId id) {
        access.requireAdmin(id);
        return test.run(id);
    }
}
