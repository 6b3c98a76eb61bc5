package dev.tributary.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.Presence.Beat;
import dev.tributary.routing.shift.Shift;
import dev.tributary.testing.ShiftedClock;
import dev.tributary.testing.ShiftedTime;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ShiftedTime.class)
class ShiftChangesTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @Inject
    Jdbi jdbi;

    @Inject
    ShiftService shifts;

    @Inject
    ShiftChanges changes;

    @Inject
    DutyService duties;

    @Inject
    DutyQueries queries;

    @Inject
    Presence presence;

    @Inject
    ShiftedClock clock;

    private final Shop shop = Shop.open();
    private final AgentId mina = shop.crowd(1).get(0);
    private Instant starts;
    private Instant ends;

    /** A shift that begins in an hour and ends in two. */
    @BeforeEach
    void chooseTimes() {
        starts = clock.instant().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);
        ends = starts.plus(1, ChronoUnit.HOURS);
    }

    @Test
    void dutyBeginsAndEndsWithTheShift() {
        shifts.plan(mina, true, List.of(shift(starts, ends)));
        assertThat(view().duty()).isEqualTo(Duty.OFF);
        assertThat(view().until()).isEqualTo(starts);

        goTo(starts);
        assertThat(view().duty()).isEqualTo(Duty.ON);
        assertThat(view().until()).isEqualTo(ends);

        goTo(ends);
        assertThat(view().duty()).isEqualTo(Duty.OFF);
        assertThat(view().until()).isEqualTo(starts.plus(Duration.ofDays(7)));
    }

    @Test
    void whoIsThereWhenTheirShiftBeginsIsGivenWhatWaits() {
        shifts.plan(mina, true, List.of(shift(starts, ends)));
        var waiting = shop.customersWrite(1).get(0);
        advanceTo(starts);
        presence.seen(List.of(new Beat(UUID.randomUUID(), mina, clock.instant(), null)));
        assertThat(owner(waiting.value())).isNull();

        changes.look();

        await().until(() -> mina.value().equals(owner(waiting.value())));
    }

    @Test
    void whoIsNotThereWhenTheirShiftBeginsIsNotTakenToBe() {
        shifts.plan(mina, true, List.of(shift(starts, ends)));

        goTo(starts);

        assertThat(view().connected()).isFalse();
    }

    @Test
    void whatIsSaidByHandHoldsUntilTheNextBoundary() {
        shifts.plan(mina, true, List.of(shift(starts, ends)));
        goTo(starts);

        duties.turn(mina, Duty.BUSY);
        advanceTo(starts.plus(Duration.ofMinutes(30)));
        changes.look();
        assertThat(view().duty()).isEqualTo(Duty.BUSY);
        assertThat(view().until()).isEqualTo(ends);

        goTo(ends);
        assertThat(view().duty()).isEqualTo(Duty.OFF);

        duties.turn(mina, Duty.ON);
        changes.look();
        assertThat(view().duty()).isEqualTo(Duty.ON);
    }

    @Test
    void onlyRowsThatChangeAreWritten() {
        shifts.plan(mina, true, List.of(shift(starts, ends)));
        var before = version();

        changes.look();
        advanceTo(starts.minus(Duration.ofMinutes(1)));
        changes.look();

        assertThat(version()).isEqualTo(before);
    }

    @Test
    void aNewPlanCountsAtOnceUnlessItSaysTheSameOfNow() {
        shifts.plan(mina, true, List.of(shift(starts, ends)));
        goTo(starts);
        duties.turn(mina, Duty.AWAY);

        shifts.plan(mina, true, List.of(shift(starts, ends.plus(Duration.ofHours(2)))));
        assertThat(view().duty()).isEqualTo(Duty.AWAY);
        assertThat(view().until()).isEqualTo(ends.plus(Duration.ofHours(2)));

        shifts.plan(mina, true, List.of(shift(ends, ends.plus(Duration.ofHours(2)))));
        assertThat(view().duty()).isEqualTo(Duty.OFF);
    }

    @Test
    void whoDoesNotFollowTheirShiftsIsLeftAlone() {
        duties.turn(mina, Duty.ON);
        shifts.plan(mina, false, List.of(shift(starts, ends)));

        goTo(ends);

        assertThat(view().duty()).isEqualTo(Duty.ON);
        assertThat(view().until()).isNull();
        assertThat(shifts.of(mina)).hasSize(1);
    }

    /** What nobody was there to change is changed by whoever looks next, to what is right then. */
    @Test
    void aBoundaryThatWasMissedIsMadeUpFor() {
        shifts.plan(mina, true, List.of(shift(starts, ends)));

        goTo(starts.plus(Duration.ofDays(7)).plusSeconds(60));

        assertThat(view().duty()).isEqualTo(Duty.ON);
        assertThat(view().until()).isEqualTo(ends.plus(Duration.ofDays(7)));
    }

    @Test
    void theNextBoundaryWakesTheJobByItself() {
        var soon = clock.instant().plus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES);
        shifts.plan(mina, true, List.of(shift(soon, soon.plus(Duration.ofHours(1)))));

        // Planning looks, and what it finds to be next is less than a second away.
        clock.advance(Duration.between(clock.instant(), soon).minusMillis(300));
        shifts.plan(mina, true, shifts.of(mina));

        await().until(() -> view().duty() == Duty.ON);
    }

    private static Shift shift(Instant from, Instant to) {
        var start = from.atZone(ZONE);
        return new Shift(
                start.getDayOfWeek(), start.toLocalTime(), to.atZone(ZONE).toLocalTime(), ZONE);
    }

    private void goTo(Instant time) {
        advanceTo(time);
        changes.look();
    }

    private void advanceTo(Instant time) {
        clock.advance(Duration.between(clock.instant(), time));
    }

    private DutyView view() {
        return queries.of(mina);
    }

    private String version() {
        return jdbi.withHandle(db -> db.createQuery("SELECT xmin::text FROM agent_load WHERE agent_id = :agent")
                .bind("agent", mina.value())
                .mapTo(String.class)
                .one());
    }

    private UUID owner(UUID conversation) {
        return jdbi.withHandle(db -> db.createQuery("SELECT assignee_id FROM conversation WHERE id = :id")
                .bind("id", conversation)
                .mapTo(UUID.class)
                .one());
    }
}
