package dev.tributary.conversation.web;

import dev.tributary.conversation.PrivateReplySwitch;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreAccess;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

@Path("/api/accounts/{id}/private-replies")
@Authenticated
class PrivateReplySwitchResource {

    private final StoreAccess access;
    private final CurrentAgent current;
    private final PrivateReplySwitch switches;

    PrivateReplySwitchResource(StoreAccess access, CurrentAgent current, PrivateReplySwitch switches) {
        this.access = access;
        this.current = current;
        this.switches = switches;
    }

    /** Whether comments of the account are answered by direct message, as TikTok says. */
    @GET
    public SwitchView state(AccountId id) {
        access.requireAccount(id, Permission.VIEW);
        return new SwitchView(switches.of(id));
    }

    /** Switches it at TikTok. */
    @PUT
    public SwitchView turn(AccountId id, @Valid @NotNull SwitchRequest request) {
        access.requireAccount(id, Permission.MANAGE_STORE);
        return new SwitchView(switches.turn(current.id(), id, request.on()));
    }

    record SwitchView(PrivateReplySwitch.Position state) {}

    record SwitchRequest(@NotNull Boolean on) {}
}
