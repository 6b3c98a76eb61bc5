package dev.tributary.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The mapper as the server uses it, after every other hand was on it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StrictJsonTest {

    @Inject
    ObjectMapper json;

    @Test
    void timesHaveThreeDigitsAlways() throws Exception {
        assertThat(json.writeValueAsString(Instant.parse("2026-03-01T12:00:00Z")))
                .isEqualTo("\"2026-03-01T12:00:00.000Z\"");
        assertThat(json.writeValueAsString(Instant.parse("2026-03-01T12:00:00.120456Z")))
                .isEqualTo("\"2026-03-01T12:00:00.120Z\"");
        assertThat(json.readValue("\"2026-03-01T14:00:00+02:00\"", Instant.class))
                .isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Test
    void nullsArePresent() throws Exception {
        assertThat(json.writeValueAsString(new Sample(null, null, null, null, null, null)))
                .isEqualTo("{\"text\":null,\"number\":null,\"flag\":null,\"id\":null,\"at\":null,\"list\":null}");
    }

    @Test
    void s8NothingIsGuessedFromAnotherType() {
        assertThat(List.of(
                        "{\"text\":1}",
                        "{\"text\":{}}",
                        "{\"text\":[\"x\"]}",
                        "{\"number\":\"1\"}",
                        "{\"number\":1.5}",
                        "{\"number\":\"\"}",
                        "{\"number\":true}",
                        "{\"flag\":1}",
                        "{\"flag\":\"true\"}",
                        "{\"id\":\"\"}",
                        "{\"id\":{}}",
                        "{\"id\":1}",
                        "{\"at\":1}",
                        "{\"at\":\"\"}",
                        "{\"at\":\"yesterday\"}",
                        "{\"list\":\"x\"}",
                        "{\"list\":\"\"}",
                        "{\"unknown\":1}"))
                .allSatisfy(it -> assertThatThrownBy(() -> json.readValue(it, Sample.class))
                        .isInstanceOf(JsonMappingException.class));
    }

    record Sample(
            @Nullable String text,
            @Nullable Integer number,
            @Nullable Boolean flag,
            @Nullable UUID id,
            @Nullable Instant at,
            @Nullable List<String> list) {}
}
