package dev.tributary.routing;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tributary.routing.Explanation.CandidateView;
import dev.tributary.routing.planning.Decision.Judged;
import dev.tributary.routing.planning.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what a decision keeps of the agents: who they were stands once a round, how they were judged with each decision. */
final class Rounds {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /** Whoever might have it by what they were compared by; of the others, those with the least against them. */
    private static final Comparator<CandidateView> CLOSEST_FIRST = comparing(
                    (CandidateView it) -> it.verdict() != Verdict.ELIGIBLE)
            .thenComparing(CandidateView::verdict, Comparator.reverseOrder())
            .thenComparingLong(it -> it.verdict() == Verdict.ELIGIBLE ? it.score() : 0)
            .thenComparing(CandidateView::name);

    private Rounds() {}

    static List<String> reasons(String json) {
        return read(json, new TypeReference<>() {});
    }

    /** How the agents of a round were judged, in its order, as it is kept. */
    static String numbers(List<Judged> candidates) {
        var numbers = new StringBuilder(candidates.size() * 10);
        for (var it : candidates) {
            numbers.append(it.verdict().number())
                    .append(' ')
                    .append(it.load())
                    .append(' ')
                    .append(it.score())
                    .append(' ');
        }
        return numbers.toString().stripTrailing();
    }

    /** @param judged what {@link #numbers} made of it */
    static List<CandidateView> candidates(@Nullable String agents, String judged) {
        if (agents == null) {
            return List.of();
        }
        List<Agent> all = read(agents, new TypeReference<>() {});
        var numbers = judged.isEmpty()
                ? new long[0]
                : Arrays.stream(judged.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();
        return IntStream.range(0, Math.min(all.size(), numbers.length / 3))
                .mapToObj(it -> all.get(it)
                        .judged(
                                Verdict.ofNumber((int) numbers[3 * it]),
                                (int) numbers[3 * it + 1],
                                numbers[3 * it + 2]))
                .sorted(CLOSEST_FIRST)
                .toList();
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A decision is not what we wrote", e);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Agent(
            UUID id,
            String name,
            Duty duty,
            @Nullable Instant dutySince,
            boolean connected,
            @Nullable Instant seenAt,
            int capacity) {

        CandidateView judged(Verdict verdict, int load, long score) {
            return new CandidateView(id, name, verdict, load, capacity, score, duty, dutySince, connected, seenAt);
        }
    }
}
