package dev.tributary.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A distribution, in the unit it was asked for. */
record Latency(double p50, double p95, double p99, double p999, double max) {

    static Latency of(Histogram nanos, double nanosAUnit) {
        return new Latency(
                rounded(nanos.getValueAtPercentile(50) / nanosAUnit),
                rounded(nanos.getValueAtPercentile(95) / nanosAUnit),
                rounded(nanos.getValueAtPercentile(99) / nanosAUnit),
                rounded(nanos.getValueAtPercentile(99.9) / nanosAUnit),
                rounded(nanos.getMaxValue() / nanosAUnit));
    }

    String cells() {
        return String.format(Locale.ROOT, "%.1f | %.1f | %.1f | %.1f | %.1f", p50, p95, p99, p999, max);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
