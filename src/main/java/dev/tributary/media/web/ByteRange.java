package dev.tributary.media.web;

import dev.tributary.media.MediaProblem;
import dev.tributary.platform.problem.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a file, as a player asks for it. */
record ByteRange(long from, long length) {

    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** Empty for the whole file: also where several parts are asked for, which nobody has to serve. */
    static Optional<ByteRange> of(@Nullable String header, long size) {
        var range = header == null ? null : ONE.matcher(header.strip());
        if (range == null
                || !range.matches()
                || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        var suffix = range.group(1).isEmpty();
        var from = suffix ? Math.max(0, size - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        var last = suffix || range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        if (from > last) {
            throw new ProblemException(MediaProblem.RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes.");
        }
        return Optional.of(new ByteRange(from, last - from + 1));
    }

    /** As the answer names it. */
    String contentRange(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
