package dev.tributary.platform.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of our own API: what is not described is refused, and nothing is guessed from a value of another type.
 *
 * <p>Not for the platforms' JSON, which must be read tolerantly: connectors bring a mapper of their own.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {

    /** Last: of two ways to read or write a type Jackson takes the one that came later. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        refuse(
                mapper,
                List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean),
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Boolean);
        refuse(mapper, List.of(LogicalType.Boolean), CoercionInputShape.Integer, CoercionInputShape.Float);
        refuse(
                mapper,
                List.of(LogicalType.Enum, LogicalType.OtherScalar, LogicalType.POJO, LogicalType.Collection),
                CoercionInputShape.EmptyString,
                CoercionInputShape.Integer);
        mapper.registerModule(new SimpleModule("tributary-times")
                .addSerializer(new InstantWriter())
                .addDeserializer(Instant.class, new InstantReader())
                .addDeserializer(Duration.class, new DurationReader())
                .addDeserializer(String.class, new TextReader()));
    }

    private static void refuse(ObjectMapper mapper, List<LogicalType> types, CoercionInputShape... shapes) {
        for (var type : types) {
            for (var shape : shapes) {
                mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
            }
        }
    }

    /** No text may hold a NUL: PostgreSQL refuses it, and nobody types one. */
    private static class TextReader extends StdDeserializer<String> {

        private static final long serialVersionUID = 1L;

        TextReader() {
            super(String.class);
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Textual;
        }

        @Override
        public @Nullable String deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, in);
            }
            var text = in.getText();
            return text.indexOf('\0') < 0
                    ? text
                    : (String) context.handleWeirdStringValue(String.class, "", "holds a NUL");
        }
    }

    /** Always three digits: clients may compare times as text. */
    private static class InstantWriter extends StdSerializer<Instant> {

        private static final long serialVersionUID = 1L;
        private static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(FORMAT.format(value));
        }
    }

    private static class InstantReader extends StdDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, in);
            }
            try {
                return OffsetDateTime.parse(in.getText()).toInstant();
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, in.getText(), "not RFC 3339");
            }
        }
    }

    /** As text only: nobody knows whether a number means seconds. */
    private static class DurationReader extends StdDeserializer<Duration> {

        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public @Nullable Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                return (Duration) context.handleUnexpectedToken(Duration.class, in);
            }
            try {
                return Duration.parse(in.getText());
            } catch (DateTimeException e) {
                return (Duration) context.handleWeirdStringValue(Duration.class, in.getText(), "not ISO 8601");
            }
        }
    }
}
