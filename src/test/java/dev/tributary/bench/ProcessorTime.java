package dev.tributary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Who used the processors how much, in milliseconds since each began. The difference of two tells about the time
 * between; what none of ours used, others on the machine did, and figures are as good as that is small.
 */
record ProcessorTime(long server, long postgres, long client, long machineBusy, long machineAll) {

    private static final long MILLIS_A_TICK = 10; // Linux counts in hundredths of a second

    static ProcessorTime now(PackagedServer server) throws IOException {
        var machine = Arrays.stream(Files.readAllLines(Path.of("/proc/stat"))
                        .get(0)
                        .substring(4)
                        .trim()
                        .split(" +", -1))
                .mapToLong(Long::parseLong)
                .limit(8)
                .toArray();
        var all = LongStream.of(machine).sum();
        return new ProcessorTime(
                of(server.pid(), false),
                family(server.postgresPid()),
                of(ProcessHandle.current().pid(), false),
                (all - machine[3] - machine[4]) * MILLIS_A_TICK,
                all * MILLIS_A_TICK);
    }

    ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(
                server - earlier.server,
                postgres - earlier.postgres,
                client - earlier.client,
                machineBusy - earlier.machineBusy,
                machineAll - earlier.machineAll);
    }

    /** The share of the machine that neither the server nor its database nor the benchmark used, in percent. */
    double others() {
        return Math.max(0, 100.0 * (machineBusy - server - postgres - client) / Math.max(1, machineAll));
    }

    private static long family(long postmaster) throws IOException {
        var sum = of(postmaster, true);
        for (var child : ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
            sum += of(child.pid(), false);
        }
        return sum;
    }

    private static long of(long pid, boolean withGoneChildren) throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            if (withGoneChildren) {
                ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
            }
            return ticks * MILLIS_A_TICK;
        } catch (NoSuchFileException e) {
            return 0; // gone meanwhile, and counted with its parent
        }
    }
}
