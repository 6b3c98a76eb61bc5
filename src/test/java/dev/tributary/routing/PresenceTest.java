package dev.tributary.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.Presence.Beat;
import dev.tributary.testing.ShiftedClock;
import dev.tributary.testing.ShiftedTime;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ShiftedTime.class)
class PresenceTest {

    /** Less than a grace, and so long that twice is more. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Inject
    Jdbi jdbi;

    @Inject
    Presence presence;

    @Inject
    DutyService duties;

    @Inject
    DutyQueries queries;

    @Inject
    DutyHistory history;

    @Inject
    ShiftedClock clock;

    @Inject
    Farewells farewells;

    private final Shop shop = Shop.open();
    private final AgentId mina = shop.crowd(1).get(0);
    private final UUID tab = UUID.randomUUID();

    @Test
    void aBrowserThatFallsSilentCountsForTheGraceAndNoLonger() {
        duties.turn(mina, Duty.ON);
        clock.advance(Duration.ofSeconds(1));
        seen(tab);

        clock.advance(MINUTE);
        presence.expire();
        assertThat(isConnected()).isTrue();

        clock.advance(MINUTE);
        presence.expire();
        assertThat(isConnected()).isFalse();
        assertThat(farewells.heard()).contains(mina);
    }

    @Test
    void aTabThatWakesInTimeWasNeverGone() {
        duties.turn(mina, Duty.ON);
        clock.advance(Duration.ofSeconds(1));
        seen(tab);
        var rows = historyOf(mina).size();

        for (var minute = 0; minute < 5; minute++) {
            clock.advance(MINUTE);
            presence.expire();
            seen(tab);
        }

        assertThat(isConnected()).isTrue();
        assertThat(historyOf(mina)).hasSize(rows);
    }

    @Test
    void oneOfTwoTabsIsEnough() {
        duties.turn(mina, Duty.ON);
        clock.advance(Duration.ofSeconds(1));
        seen(tab);
        var other = UUID.randomUUID();
        seen(other);

        clock.advance(MINUTE);
        seen(other);
        clock.advance(MINUTE);
        presence.expire();

        assertThat(isConnected()).isTrue();
    }

    @Test
    void whoComesBackIsGivenWhatWaitsAtOnce() {
        duties.turn(mina, Duty.ON);
        clock.advance(Duration.ofSeconds(1));
        seen(tab);
        clock.advance(MINUTE.plus(MINUTE));
        presence.expire();
        var waiting = shop.customersWrite(1).get(0);
        assertThat(owner(waiting.value())).isNull();

        seen(UUID.randomUUID());

        await().until(() -> mina.value().equals(owner(waiting.value())));
        assertThat(isConnected()).isTrue();
    }

    /** As programs do, and people who work with them. */
    @Test
    void whoSaysThatTheyAreThereAndNeverHadABrowserIsBelieved() {
        duties.turn(mina, Duty.ON);

        clock.advance(Duration.ofHours(9));
        presence.expire();

        assertThat(isConnected()).isTrue();
    }

    @Test
    void theWordIsUsedUpOnceABrowserWasSeenAndWent() {
        duties.turn(mina, Duty.ON);
        clock.advance(Duration.ofSeconds(1));
        seen(tab);
        clock.advance(MINUTE.plus(MINUTE));
        presence.expire();
        assertThat(isConnected()).isFalse();

        // A day later nobody knows of the tab any more.
        clock.advance(Duration.ofHours(25));
        presence.expire();
        assertThat(connections()).isZero();
        assertThat(isConnected()).isFalse();

        duties.turn(mina, Duty.ON);
        assertThat(isConnected()).isTrue();
    }

    @Test
    void aSupervisorsWordDoesNotMakeSomebodyPresent() {
        duties.turnFor(mina, Duty.ON);

        assertThat(view().duty()).isEqualTo(Duty.ON);
        assertThat(isConnected()).isFalse();

        seen(tab);
        assertThat(isConnected()).isTrue();
    }

    @Test
    void aSupervisorsWordDoesNotMakeSomebodyAbsentEither() {
        duties.turn(mina, Duty.ON);

        duties.turnFor(mina, Duty.BUSY);
        duties.turnFor(mina, Duty.ON);
        presence.expire();

        assertThat(isConnected()).isTrue();
    }

    @Test
    void nobodyIsMissedWhoIsOffDuty() {
        duties.turn(mina, Duty.ON);
        clock.advance(Duration.ofSeconds(1));
        seen(tab);
        duties.turn(mina, Duty.OFF);

        clock.advance(MINUTE.plus(MINUTE));
        presence.expire();

        assertThat(isConnected()).isFalse();
        assertThat(farewells.heard()).doesNotContain(mina);
    }

    @Test
    void everyChangeIsKeptOnceWithItsTime() {
        duties.turn(mina, Duty.ON);
        duties.turn(mina, Duty.ON);
        clock.advance(Duration.ofSeconds(1));
        seen(tab);
        duties.turn(mina, Duty.BUSY);
        duties.setCapacity(mina, 3);
        clock.advance(MINUTE.plus(MINUTE));
        presence.expire();
        presence.expire();
        seen(tab);

        assertThat(historyOf(mina))
                .containsExactly("ON true 8", "BUSY true 8", "BUSY true 3", "BUSY false 3", "BUSY true 3");
    }

    @Test
    void historyIsForgottenButForHowItWasWhenItBegins() {
        duties.turn(mina, Duty.ON);
        clock.advance(MINUTE);
        duties.turn(mina, Duty.AWAY);
        clock.advance(MINUTE);
        var limit = clock.instant();
        clock.advance(MINUTE);
        duties.turn(mina, Duty.OFF);

        history.forgetBefore(limit);

        assertThat(historyOf(mina)).containsExactly("AWAY true 8", "OFF false 8");
    }

    private void seen(UUID connection) {
        presence.seen(List.of(new Beat(connection, mina, clock.instant(), null)));
    }

    private boolean isConnected() {
        return view().connected();
    }

    private DutyView view() {
        return queries.of(mina);
    }

    private int connections() {
        return jdbi.withHandle(db -> db.createQuery("SELECT count(*) FROM agent_connection WHERE agent_id = :agent")
                .bind("agent", mina.value())
                .mapTo(Integer.class)
                .one());
    }

    private UUID owner(UUID conversation) {
        return jdbi.withHandle(db -> db.createQuery("SELECT assignee_id FROM conversation WHERE id = :id")
                .bind("id", conversation)
                .mapTo(UUID.class)
                .one());
    }

    private List<String> historyOf(AgentId agent) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT duty || ' ' || connected || ' ' || capacity FROM duty_history
                        WHERE agent_id = :agent ORDER BY at
                        """)
                .bind("agent", agent.value())
                .mapTo(String.class)
                .list());
    }

    /** Who was said to be gone. */
    @ApplicationScoped
    static class Farewells {

        private final Set<AgentId> heard = ConcurrentHashMap.newKeySet();

        Set<AgentId> heard() {
            return heard;
        }

        void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) AgentGone event) {
            heard.add(event.agent());
        }
    }
}
