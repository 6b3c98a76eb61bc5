package dev.tributary.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A country that TikTok Shop sells in.
 *
 * @param responseTime how long TikTok lets a shop take to answer there, where it says so
 * @param unlinkWait how long TikTok keeps an account bound there at least
 */
public record Market(
        String code,
        ZoneId timeZone,
        List<String> languages,
        @Nullable Duration responseTime,
        Duration unlinkWait) {

    private static final Map<String, Market> ALL = read();

    public static Optional<Market> of(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    private static Map<String, Market> read() {
        var markets = new LinkedHashMap<String, Market>();
        try (var file = Objects.requireNonNull(Market.class.getResourceAsStream("markets.csv"), "markets.csv")) {
            new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(it -> !it.startsWith("#"))
                    .map(Market::parse)
                    .forEach(it -> markets.put(it.code, it));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return markets;
    }

    private static Market parse(String line) {
        var cells = line.split(",", -1);
        return new Market(
                cells[0],
                ZoneId.of(cells[1]),
                List.of(cells[2].split(" ")),
                cells[3].isEmpty() ? null : Duration.parse(cells[3]),
                Duration.parse(cells[4]));
    }
}
