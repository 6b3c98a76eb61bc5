package dev.tributary.store.web;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.store.EvidenceFileId;
import dev.tributary.store.EvidenceFiles.Evidence;
import dev.tributary.store.Market;
import dev.tributary.store.OperationMode;
import dev.tributary.store.Probation;
import dev.tributary.store.Store;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreHistory;
import dev.tributary.store.StoreHistory.Entry;
import dev.tributary.store.StoreHistory.Ground;
import dev.tributary.store.StoreId;
import dev.tributary.store.StoreService;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/stores")
@Authenticated
class StoreResource {

    private final StoreAccess access;
    private final CurrentAgent current;
    private final StoreService stores;
    private final StoreHistory history;

    StoreResource(StoreAccess access, CurrentAgent current, StoreService stores, StoreHistory history) {
        this.access = access;
        this.current = current;
        this.stores = stores;
        this.history = history;
    }

    @GET
    public Page<StoreView> list(
            @RestQuery @Nullable Cursor after, @DefaultValue(PageLimit.DEFAULT) @RestQuery PageLimit limit) {
        var from = after == null ? null : after.uuid(0);
        var rows = stores.page(access.visible(), from, limit.andOneMore());
        var probations = history.probations(rows.stream().map(Store::id).toList());
        return Page.cut(rows, limit, it -> Cursor.of(it.id().value()))
                .map(it -> StoreView.of(it, probations.get(it.id().value())));
    }

    @POST
    @ResponseStatus(201)
    public StoreView create(@Valid @NotNull CreateRequest request) {
        access.requireRole(Permission.ADMINISTER);
        return shown(stores.create(current.id(), request.details(), request.ground()));
    }

    @GET
    @Path("{id}")
    public StoreView get(StoreId id) {
        access.require(id, Permission.VIEW);
        return shown(stores.get(id));
    }

    @PATCH
    @Path("{id}")
    public StoreView change(StoreId id, @Valid @NotNull ChangeRequest request) {
        access.require(id, Permission.MANAGE_STORE);
        return shown(stores.change(current.id(), id, request.details(), request.ground()));
    }

    private StoreView shown(Store store) {
        return StoreView.of(
                store, history.probations(List.of(store.id())).get(store.id().value()));
    }

    /**
     * @param timeZone by default the market's
     * @param probationSince since when the probation stands so
     * @param probationEvidence what shows it
     */
    record CreateRequest(
            @NotBlank @Size(max = 200) String name,
            @NotNull String market,
            @Nullable String timeZone,
            @Nullable OperationMode operationMode,
            @Nullable Probation probation,
            @Nullable LocalDate probationSince,
            @Size(max = 2000) @Nullable String probationEvidence,
            @NotNull @Valid LegalEntityView legalEntity) {

        Ground ground() {
            return new Ground(probationSince, probationEvidence, null);
        }

        Store.Details details() {
            var where = marketOf(market);
            return new Store.Details(
                    name.strip(),
                    where,
                    timeZone == null ? where.timeZone() : zoneOf(timeZone),
                    operationMode,
                    probation,
                    legalEntity.value(),
                    null,
                    null,
                    null);
        }
    }

    /**
     * What is left out, or null, stays as it is.
     *
     * @param probationEvidenceFileId what shows it, as a file of this store
     * @param showTyping whether customers are shown that an agent types
     * @param showRead whether customers are shown that what they wrote has been read
     * @param transferNoteRequired whether whoever hands on a conversation has to say why
     */
    record ChangeRequest(
            @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank") @Size(max = 200) @Nullable
            String name,

            @Nullable String market,
            @Nullable String timeZone,
            @Nullable OperationMode operationMode,
            @Nullable Probation probation,
            @Nullable LocalDate probationSince,
            @Size(max = 2000) @Nullable String probationEvidence,
            @Nullable UUID probationEvidenceFileId,
            @Valid @Nullable LegalEntityView legalEntity,
            @Nullable Boolean showTyping,
            @Nullable Boolean showRead,
            @Nullable Boolean transferNoteRequired) {

        Ground ground() {
            return new Ground(
                    probationSince,
                    probationEvidence,
                    probationEvidenceFileId == null ? null : new EvidenceFileId(probationEvidenceFileId));
        }

        Store.Details details() {
            return new Store.Details(
                    name == null ? null : name.strip(),
                    market == null ? null : marketOf(market),
                    timeZone == null ? null : zoneOf(timeZone),
                    operationMode,
                    probation,
                    legalEntity == null ? null : legalEntity.value(),
                    showTyping,
                    showRead,
                    transferNoteRequired);
        }
    }

    record StoreView(
            UUID id,
            String name,
            String market,
            String timeZone,
            OperationMode operationMode,
            Probation probation,
            @Nullable ProbationRecord probationRecord,
            LegalEntityView legalEntity,
            boolean showTyping,
            boolean showRead,
            boolean transferNoteRequired,
            Instant createdAt) {

        static StoreView of(Store store, @Nullable Entry recorded) {
            return new StoreView(
                    store.id().value(),
                    store.name(),
                    store.market(),
                    store.timeZone().getId(),
                    store.operationMode(),
                    store.probation(),
                    recorded == null ? null : ProbationRecord.of(recorded),
                    new LegalEntityView(
                            store.legalEntity().name(), store.legalEntity().registrationNumber()),
                    store.showTyping(),
                    store.showRead(),
                    store.transferNoteRequired(),
                    store.createdAt());
        }
    }

    /** Who recorded how the probation stands. */
    record ProbationRecord(
            @Nullable LocalDate since,
            @Nullable String evidence,
            @Nullable Evidence evidenceFile,
            UUID recordedBy,
            String recordedByName,
            Instant recordedAt) {

        static ProbationRecord of(Entry entry) {
            return new ProbationRecord(
                    entry.since(),
                    entry.evidence(),
                    entry.evidenceFile(),
                    entry.agentId(),
                    entry.agentName(),
                    entry.at());
        }
    }

    private static Market marketOf(String code) {
        return Market.of(code)
                .orElseThrow(() -> InvalidField.problem("market", "must be a market such as PH, UK or US"));
    }

    private static ZoneId zoneOf(String id) {
        // Regions only: an offset such as +08:00 knows no summer time.
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw InvalidField.problem("timeZone", "must be a zone such as Asia/Manila");
        }
        return ZoneId.of(id);
    }
}
