package dev.tributary.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.CallBudget.Need;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

    private long now;

    private final CallBudget budget = new CallBudget(10, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void halfIsKeptForWhatIsUrgent() {
        assertThat(take(Need.BACKGROUND, 20)).isEqualTo(5);
        assertThat(take(Need.URGENT, 20)).isEqualTo(5);
    }

    @Test
    void nothingIsLeftForTheRestAsLongAsUrgentCallsUseItUp() {
        take(Need.URGENT, 20);
        for (var tenths = 0; tenths < 100; tenths++) {
            now += Duration.ofMillis(100).toNanos();
            assertThat(budget.take(Need.BACKGROUND)).isPositive();
            assertThat(budget.take(Need.URGENT)).isZero();
        }
    }

    @Test
    void allTogetherMakeNoMoreCallsThanAllowed() {
        take(Need.BACKGROUND, 10);
        take(Need.URGENT, 10);
        now += Duration.ofSeconds(1).toNanos();

        assertThat(take(Need.BACKGROUND, 10) + take(Need.URGENT, 20)).isEqualTo(10);
    }

    @Test
    void whoComesBackWhenToldMayCall() {
        take(Need.URGENT, 10);
        for (var need : Need.values()) {
            now += budget.take(need).toNanos();
            assertThat(budget.take(need)).isZero();
        }
    }

    @Test
    void aCallThatWasNotMadeIsNotCounted() {
        take(Need.URGENT, 10);
        budget.giveBack();

        assertThat(take(Need.URGENT, 10)).isEqualTo(1);
    }

    /** How many of so many calls may be made now. */
    private int take(Need need, int wanted) {
        var taken = 0;
        for (var i = 0; i < wanted; i++) {
            taken += budget.take(need).isZero() ? 1 : 0;
        }
        return taken;
    }
}
