package dev.tributary.routing.web;

import dev.tributary.platform.problem.InvalidField;
import dev.tributary.routing.Board;
import dev.tributary.routing.BoardView;
import dev.tributary.routing.RoutingAccess;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/routing/board")
@Authenticated
class BoardResource {

    private final RoutingAccess access;
    private final Board board;

    BoardResource(RoutingAccess access, Board board) {
        this.access = access;
        this.board = board;
    }

    /** The queue of a store and its people, for whoever supervises. */
    @GET
    public BoardView show(@RestQuery Optional<StoreId> store) {
        var id = store.orElseThrow(() -> InvalidField.problem("store", "must be the id of a store"));
        access.requireSupervision(id);
        return board.of(id);
    }
}
