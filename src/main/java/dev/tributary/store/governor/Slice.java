package dev.tributary.store.governor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The tokens of one bucket that this server has.
 *
 * <p>A token is spent by a call and can be spent again a window after the platform counted that call. Nobody knows when
 * that was, but it was not after the answer; and since every call takes as long as the {@link Fastest}, that much before
 * the answer, as it were. So there are never more calls in a window than tokens, wherever the platform's windows begin and
 * however unevenly calls travel. All times are in nanoseconds by the governor's ticker, and the governor's lock guards it.
 */
final class Slice {

    private static final long RECENT = 1_000_000_000L;
    private static final long LACKING = 300_000_000L;
    private static final long IN_USE = 5_000_000_000L;
    private static final int IN_A_ROW = 8;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Limit limit;
    private final int[] most;
    private final long window;
    /** From when on each can be spent, ascending. */
    private final List<Long> tokens = new ArrayList<>();

    private final long[] takenAt = new long[CallPriority.values().length];
    private final long[] refusedAt = new long[CallPriority.values().length];
    private final long[] lackedAt = new long[CallPriority.values().length];
    /** For calls that have not left. */
    private int out;

    private int generation;
    private long leaseUntil = NEVER;
    private long askAgainAt = NEVER;

    /** @param most how many tokens each priority may have spent, together with those before it */
    Slice(Limit limit, int[] most) {
        this.limit = limit;
        this.most = most;
        this.window = limit.window().toNanos();
        Arrays.fill(takenAt, NEVER);
        Arrays.fill(refusedAt, NEVER);
        Arrays.fill(lackedAt, NEVER);
    }

    Limit limit() {
        return limit;
    }

    int held() {
        return tokens.size() + out;
    }

    /** When there is a token for a call of that priority; {@link Long#MAX_VALUE} if nobody knows. */
    long readyAt(CallPriority priority, long now) {
        if (now >= leaseUntil) {
            drop();
        }
        var leftToOthers = Math.max(0, held() - most[priority.place()]);
        return tokens.size() > leftToOthers
                ? Math.max(tokens.get(leftToOthers), neededByOthersUntil(priority))
                : Long.MAX_VALUE;
    }

    /** As long as what comes before lacks tokens, nothing else gets any. */
    private long neededByOthersUntil(CallPriority priority) {
        return Arrays.stream(lackedAt, 0, priority.place()).max().orElse(NEVER) + LACKING;
    }

    int readyBy(long time, long now) {
        if (now >= leaseUntil) {
            drop();
        }
        return (int) tokens.stream().takeWhile(it -> it <= time).count();
    }

    Taken take(CallPriority priority, long now) {
        takenAt[priority.place()] = now;
        out++;
        return new Taken(this, generation, tokens.remove(0));
    }

    /** We had none for it; the others may. */
    void refused(CallPriority priority, long now) {
        refusedAt[priority.place()] = now;
    }

    /** Nobody had one for it. */
    void lacked(CallPriority priority, long now) {
        lackedAt[priority.place()] = now;
    }

    /** Whether there may be more for us in the bucket. */
    boolean mayAsk(long now) {
        return held() < limit.calls() && now >= askAgainAt;
    }

    void askAgainAt(long time) {
        askAgainAt = time;
    }

    boolean isIdle(long now) {
        return out == 0
                && Arrays.stream(takenAt).allMatch(it -> now - it > IN_USE)
                && Arrays.stream(refusedAt).allMatch(it -> now - it > IN_USE);
    }

    /** How many more tokens could be used for each priority, beyond those of the priorities before. */
    int[] wanted(long now) {
        var wanted = new int[most.length];
        var sum = 0;
        var spent = held() - readyBy(now, now);
        for (int i = 0; i < most.length; i++) {
            var all = 0;
            if (now - refusedAt[i] < RECENT) {
                all = Math.min(most[i], spent + atATime());
            } else if (now - takenAt[i] < IN_USE) {
                // Some ahead, so that a call now and then finds one here.
                all = Math.min(most[i], spent + Math.min(atATime(), Math.max(1, limit.calls() / 5)));
            }
            wanted[i] = Math.max(0, all - sum);
            sum += wanted[i];
        }
        return wanted;
    }

    /** What a second needs, or a few calls in a row: if this server dies nobody has them for a whole window. */
    private int atATime() {
        return (int) Math.max(limit.calls() * RECENT / window, Math.min(limit.calls(), IN_A_ROW));
    }

    int[] most() {
        return most;
    }

    /** Takes so many out, to be given back: some that can be spent soon and some that cannot. */
    List<Long> remove(int count) {
        var removed = new ArrayList<Long>();
        for (int i = Math.min(count, tokens.size()); i > 0; i--) {
            removed.add(tokens.remove((tokens.size() - 1) * (i - 1) / i));
        }
        return removed;
    }

    void add(List<Long> more, long newLeaseUntil) {
        tokens.addAll(more);
        Collections.sort(tokens);
        leaseUntil = newLeaseUntil;
    }

    void prolong(long newLeaseUntil) {
        leaseUntil = newLeaseUntil;
    }

    /** They are not ours any more. */
    void drop() {
        tokens.clear();
        out = 0;
        generation++;
    }

    private void putBack(long freeAt) {
        var place = Collections.binarySearch(tokens, freeAt);
        tokens.add(place < 0 ? -place - 1 : place, freeAt);
    }

    /** A token that was taken for a call. */
    record Taken(Slice slice, int generation, long readyAt) {

        boolean isOursAt(long now) {
            return slice.generation == generation && now < slice.leaseUntil;
        }

        void unspent() {
            if (slice.generation == generation) {
                slice.out--;
                slice.putBack(readyAt);
            }
        }

        /** @param counted by then at the latest */
        void spent(long counted) {
            if (slice.generation == generation) {
                slice.out--;
                slice.putBack(counted + slice.window);
            }
        }

        /** It is known better now. Too late if the token is in other hands. */
        void spent(long counted, long before) {
            if (slice.generation == generation && slice.tokens.remove((Long) (before + slice.window))) {
                slice.putBack(counted + slice.window);
            }
        }
    }
}
