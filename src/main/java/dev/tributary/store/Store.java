package dev.tributary.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shop on TikTok: where it sells, who owns it, and what TikTok lets it do. */
@Entity
public class Store {

    @Id
    private UUID id;

    private String name;

    private String market;

    @Column(name = "time_zone")
    private String timeZone;

    @Enumerated(EnumType.STRING)
    @Column(name = "operation_mode")
    private OperationMode operationMode;

    @Enumerated(EnumType.STRING)
    private Probation probation;

    @Column(name = "legal_entity_name")
    private String legalEntityName;

    @Column(name = "legal_registration_number")
    private String legalRegistrationNumber;

    @Column(name = "show_typing")
    private boolean showTyping;

    @Column(name = "show_read")
    private boolean showRead;

    @Column(name = "transfer_note_required")
    private boolean transferNoteRequired;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected Store() {}

    @SuppressWarnings("NullAway.Init") // change(…) fills in the rest
    Store(StoreId id, Details details, Instant now) {
        this.id = id.value();
        this.createdAt = now;
        this.operationMode = OperationMode.SELF_OPERATED;
        this.probation = Probation.IN_PROBATION;
        change(details);
    }

    /** Takes over what the details say and leaves the rest. */
    void change(Details details) {
        if (details.name != null) {
            name = details.name;
        }
        if (details.market != null) {
            market = details.market.code();
        }
        if (details.timeZone != null) {
            timeZone = details.timeZone.getId();
        }
        if (details.operationMode != null) {
            operationMode = details.operationMode;
        }
        if (details.probation != null) {
            probation = details.probation;
        }
        if (details.legalEntity != null) {
            legalEntityName = details.legalEntity.name();
            legalRegistrationNumber = details.legalEntity.registrationNumber();
        }
        if (details.showTyping != null) {
            showTyping = details.showTyping;
        }
        if (details.showRead != null) {
            showRead = details.showRead;
        }
        if (details.transferNoteRequired != null) {
            transferNoteRequired = details.transferNoteRequired;
        }
    }

    /** Everything that can change, in words. */
    Map<StoreHistory.Subject, String> facts() {
        var facts = new EnumMap<StoreHistory.Subject, String>(StoreHistory.Subject.class);
        facts.put(StoreHistory.Subject.NAME, name);
        facts.put(StoreHistory.Subject.MARKET, market);
        facts.put(StoreHistory.Subject.TIME_ZONE, timeZone);
        facts.put(StoreHistory.Subject.OPERATION_MODE, operationMode.name());
        facts.put(StoreHistory.Subject.PROBATION, probation.name());
        facts.put(StoreHistory.Subject.LEGAL_ENTITY, legalEntity().toString());
        facts.put(StoreHistory.Subject.SHOW_TYPING, shown(showTyping));
        facts.put(StoreHistory.Subject.SHOW_READ, shown(showRead));
        facts.put(StoreHistory.Subject.TRANSFER_NOTE, transferNoteRequired ? "REQUIRED" : "OPTIONAL");
        return facts;
    }

    private static String shown(boolean it) {
        return it ? "SHOWN" : "HIDDEN";
    }

    public StoreId id() {
        return new StoreId(id);
    }

    public String name() {
        return name;
    }

    public String market() {
        return market;
    }

    public ZoneId timeZone() {
        return ZoneId.of(timeZone);
    }

    public OperationMode operationMode() {
        return operationMode;
    }

    public Probation probation() {
        return probation;
    }

    public LegalEntity legalEntity() {
        return new LegalEntity(legalEntityName, legalRegistrationNumber);
    }

    /** Whether customers are shown that an agent types. */
    public boolean showTyping() {
        return showTyping;
    }

    /** Whether customers are shown that what they wrote has been read. */
    public boolean showRead() {
        return showRead;
    }

    /** Whether whoever hands on a conversation has to say why. */
    public boolean transferNoteRequired() {
        return transferNoteRequired;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** What an admin says about a store. Null: not said. */
    public record Details(
            @Nullable String name,
            @Nullable Market market,
            @Nullable ZoneId timeZone,
            @Nullable OperationMode operationMode,
            @Nullable Probation probation,
            @Nullable LegalEntity legalEntity,
            @Nullable Boolean showTyping,
            @Nullable Boolean showRead,
            @Nullable Boolean transferNoteRequired) {}
}
