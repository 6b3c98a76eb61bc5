package dev.tributary.store.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static final int[] MOST = {10, 7, 5};

    @Test
    void whoWantsLittleGetsItAndTheOthersShareTheRest() {
        assertThat(Shares.of(MOST, List.of(replies(10), replies(2), replies(10))))
                .containsExactly(4, 2, 4);
    }

    @Test
    void repliesOfOneServerComeBeforeWhatAnotherReadsBack() {
        assertThat(Shares.of(MOST, List.of(new int[] {0, 0, 5}, replies(9)))).containsExactly(0, 9);
    }

    @Test
    void readingBackOnAllServersTogetherLeavesItsPartToReplies() {
        assertThat(Shares.of(MOST, List.of(new int[] {0, 0, 5}, new int[] {0, 0, 5})))
                .containsExactly(3, 2);
    }

    @Test
    void moreServersThanTokensGetOneEachAsFarAsTheyGo() {
        assertThat(Shares.of(new int[] {2, 1, 1}, List.of(replies(2), replies(2), replies(2))))
                .containsExactly(1, 1, 0);
    }

    private static int[] replies(int wanted) {
        return new int[] {wanted, 0, 0};
    }
}
