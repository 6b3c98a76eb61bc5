package dev.tributary.connector.tiktokbusiness.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts, whole numbers and truth values as TikTok writes them: an id is a number here and a text there.
 *
 * <p>Numbers that fit no {@code long} are nobody's id or time, so they are never computed with.
 */
class LenientScalars extends SimpleModule {

    private static final long serialVersionUID = 1L;

    LenientScalars() {
        super("lenient-scalars");
        addDeserializer(String.class, new Text());
        addDeserializer(Long.class, new Whole());
        addDeserializer(Boolean.class, new Truth());
    }

    private static boolean isWhole(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            default -> false;
        };
    }

    private static class Text extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1L;

        Text() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> CleanText.of(parser.getText());
                case VALUE_NUMBER_INT -> isWhole(parser) ? Long.toString(parser.getLongValue()) : null;
                default -> {
                    parser.skipChildren();
                    yield null;
                }
            };
        }
    }

    private static class Whole extends StdScalarDeserializer<Long> {

        private static final long serialVersionUID = 1L;
        private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

        Whole() {
            super(Long.class);
        }

        @Override
        public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_NUMBER_INT -> isWhole(parser) ? parser.getLongValue() : null;
                case VALUE_STRING ->
                    DIGITS.matcher(parser.getText().strip()).matches()
                            ? Long.valueOf(parser.getText().strip())
                            : null;
                default -> {
                    parser.skipChildren();
                    yield null;
                }
            };
        }
    }

    private static class Truth extends StdScalarDeserializer<Boolean> {

        private static final long serialVersionUID = 1L;

        Truth() {
            super(Boolean.class);
        }

        @Override
        public @Nullable Boolean deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                default -> {
                    parser.skipChildren();
                    yield null;
                }
            };
        }
    }
}
