package dev.tributary.simulator.demo;

import dev.tributary.simulator.Account;
import dev.tributary.simulator.Customer;
import dev.tributary.simulator.Post;
import dev.tributary.simulator.Traffic;
import dev.tributary.simulator.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Customers who act by themselves: they ask in bursts of short messages, comment, react, read after a while and answer back.
 *
 * <p>What happens is decided by one seeded stream of chance; only when depends on the machine.
 */
public final class DemoTraffic implements Traffic, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DemoTraffic.class);
    private static final int FASTEST = 6_000;

    private final World world;
    private final Map<String, Phrases> phrases = Phrases.byLanguage();
    private final ScheduledExecutorService life = Executors.newSingleThreadScheduledExecutor(run -> {
        var thread = new Thread(run, "simulator-demo");
        thread.setDaemon(true);
        return thread;
    });

    // Everything below happens on the one thread of `life`, or under this object's monitor.
    private final Random random;
    private boolean running;
    private int perMinute;
    private long done;
    private long turn;

    public DemoTraffic(World world, long seed, int perMinute) {
        this.world = world;
        this.random = new Random(seed);
        this.perMinute = checked(perMinute);
        world.whenAccountWrote((chat, message) -> world.customer(chat.customerId())
                .ifPresent(customer -> world.account(chat.openId()).ifPresent(account -> heard(customer, account))));
        world.whenOwnerCommented((post, comment) -> {
            var parent = comment.parentId();
            if (parent != null) {
                later(8, 40, () -> thank(post, parent));
            }
        });
    }

    @Override
    public synchronized Status status() {
        return new Status(running, perMinute, done);
    }

    @Override
    public synchronized void rate(int newPerMinute) {
        perMinute = checked(newPerMinute);
        if (running) {
            next();
        }
    }

    private static int checked(int perMinute) {
        if (perMinute < 1 || perMinute > FASTEST) {
            throw new IllegalArgumentException("The rate is 1 to " + FASTEST + " a minute, not " + perMinute + ".");
        }
        return perMinute;
    }

    @Override
    public synchronized void pause() {
        running = false;
        turn++;
    }

    @Override
    public synchronized void resume() {
        if (!running) {
            running = true;
            next();
        }
    }

    @Override
    public void burst(int events) {
        for (var i = 0; i < events; i++) {
            after(Duration.ofMillis(i * 40L), this::act);
        }
    }

    /** Waits as people do: mostly short, sometimes long, never in step. */
    private synchronized void next() {
        var mine = ++turn;
        var millis = (long) (-Math.log(1 - random.nextDouble()) * 60_000 / perMinute);
        after(Duration.ofMillis(Math.max(5, millis)), () -> {
            synchronized (this) {
                if (!running || mine != turn) {
                    return;
                }
                next();
            }
            act();
        });
    }

    private void act() {
        var dice = roll(100);
        if (dice < 50) {
            dialogue();
        } else if (dice < 82) {
            comment();
        } else if (dice < 92) {
            replyToComment();
        } else {
            react();
        }
        synchronized (this) {
            done++;
        }
    }

    private void dialogue() {
        var customer = anyone();
        var account = any(world.accounts());
        var lines = any(of(customer).dialogues());
        var delay = 0L;
        for (var line : lines) {
            after(Duration.ofMillis(delay), () -> world.customerWrites(customer, account, line));
            delay += 1_500 + roll(9_000);
        }
    }

    private void comment() {
        var customer = anyone();
        world.customerComments(
                customer, any(world.posts()), null, any(of(customer).comments()));
    }

    private void replyToComment() {
        var customer = anyone();
        var post = any(world.posts());
        var comments = world.comments(post.id());
        if (comments.isEmpty()) {
            comment();
        } else {
            world.customerComments(
                    customer, post, any(comments).id(), any(of(customer).replies()));
        }
    }

    private void react() {
        var chats = world.conversations().stream()
                .filter(it -> it.messages().stream()
                        .anyMatch(message -> !message.mine() || it.messages().size() > 1))
                .toList();
        if (chats.isEmpty()) {
            dialogue();
            return;
        }
        var chat = any(chats);
        var customer = world.customer(chat.customerId()).orElseThrow();
        var account = world.account(chat.openId()).orElseThrow();
        world.customerReacts(customer, account, any(chat.messages()).id(), any(List.of("👍", "❤️", "😂", "🙏")), true);
    }

    /** The account has answered: the customer reads it after a while, and mostly has something to say. */
    private void heard(Customer customer, Account account) {
        later(3, 20, () -> world.customerReads(customer, account));
        if (roll(100) < 70) {
            later(
                    22,
                    60,
                    () -> world.customerWrites(
                            customer, account, any(of(customer).answers())));
        }
    }

    private void thank(Post post, String commentId) {
        world.comments(post.id()).stream()
                .filter(it -> it.id().equals(commentId) && !it.byOwner())
                .findFirst()
                .flatMap(it -> world.customer(it.authorHandle()))
                .filter(it -> roll(100) < 50)
                .ifPresent(it -> world.customerComments(it, post, commentId, any(of(it).answers())));
    }

    private Customer anyone() {
        // Twice the smallest of two draws: a few regulars write often, most people rarely.
        var all = world.customers();
        return all.get(Math.min(roll(all.size()), roll(all.size())));
    }

    private Phrases of(Customer customer) {
        var own = phrases.get(customer.language());
        return own != null ? own : phrases.values().iterator().next();
    }

    private synchronized <T> T any(List<T> choices) {
        return Phrases.any(choices, random);
    }

    private synchronized int roll(int bound) {
        return random.nextInt(bound);
    }

    private void later(int fromSeconds, int toSeconds, Runnable act) {
        after(Duration.ofMillis(fromSeconds * 1_000L + roll((toSeconds - fromSeconds) * 1_000)), act);
    }

    private void after(Duration delay, Runnable act) {
        try {
            var unused = life.schedule(() -> undisturbed(act), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The demo is over; nobody does anything any more.", e);
        }
    }

    /** A customer whose comment was deleted meanwhile shrugs; the others carry on. */
    private static void undisturbed(Runnable act) {
        try {
            act.run();
        } catch (IllegalArgumentException e) {
            LOG.debugf("A customer gave up: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A customer of the demo stumbled over a bug.", e);
        }
    }

    @Override
    public void close() {
        pause();
        life.shutdownNow();
    }
}
