package dev.tributary.connector.tiktokbusiness.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * TikTok's JSON, read with patience and within bounds.
 *
 * <p>Text that is no JSON is refused. In JSON, a value of the wrong type is taken for one left out.
 */
public final class Json {

    private static final int NESTING = 64;
    // Both are bounded by the length of the whole text; a number is only looked at where one is expected.
    private static final int TEXT_LENGTH = 8_000_000;
    private static final int NUMBER_LENGTH = TEXT_LENGTH;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING)
                            .maxStringLength(TEXT_LENGTH)
                            .maxNumberLength(NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .addHandler(new LeaveOutWrongTypes())
            .addModule(new LenientScalars())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private static final ObjectReader TREE = MAPPER.readerFor(JsonNode.class);
    private static final ObjectReader TREE_OF_UNIQUE_KEYS =
            TREE.with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Json() {}

    /**
     * One JSON text.
     *
     * @param keyRepeated whether some object named a key twice; the last one counts
     */
    public record Parsed(JsonNode node, boolean keyRepeated) {}

    /** Decodes UTF-8 whatever the bytes: what is not UTF-8 becomes U+FFFD. */
    public static String text(byte[] utf8) {
        var text = new String(utf8, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    public static Parsed parse(String text) throws JsonProcessingException {
        try {
            return new Parsed(TREE_OF_UNIQUE_KEYS.readTree(text), false);
        } catch (MismatchedInputException e) {
            return new Parsed(TREE.readTree(text), true);
        }
    }

    /** Null if the node is no object at all. */
    public static <T> @Nullable T bind(JsonNode node, Class<T> type) throws JsonProcessingException {
        return node.isObject() ? MAPPER.treeToValue(node, type) : null;
    }

    /** The value that an empty object stands for. */
    public static <T> T empty(Class<T> type) {
        return MAPPER.convertValue(Map.of(), type);
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a value that JSON can express: " + value.getClass(), e);
        }
    }
}
