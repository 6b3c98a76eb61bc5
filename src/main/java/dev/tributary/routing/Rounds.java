package dev.tributary.routing;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tributary.routing.Explanation.CandidateView;
import dev.tributary.routing.planning.Verdict;
import java.time.Instant;
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

    /** @param judged an entry for each agent, in their order: the number of the verdict, the load, the score */
    static List<CandidateView> candidates(@Nullable String agents, String judged) {
        if (agents == null) {
            return List.of();
        }
        List<Agent> all = read(agents, new TypeReference<>() {});
        List<List<Long>> entries = read(judged, new TypeReference<>() {});
        return IntStream.range(0, Math.min(all.size(), entries.size()))
                .mapToObj(it -> all.get(it).judged(entries.get(it)))
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

        CandidateView judged(List<Long> entry) {
            return new CandidateView(
                    id,
                    name,
                    Verdict.ofNumber(entry.get(0).intValue()),
                    entry.get(1).intValue(),
                    capacity,
                    entry.get(2),
                    duty,
                    dutySince,
                    connected,
                    seenAt);
        }
    }
}
