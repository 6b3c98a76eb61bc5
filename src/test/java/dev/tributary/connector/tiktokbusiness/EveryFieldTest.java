package dev.tributary.connector.tiktokbusiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes every payload and spoils it in one place at a time: each field missing, each field of every other type. */
@Tag("F30")
class EveryFieldTest {

    private static final List<String> WRONG_VALUES = List.of(
            "null",
            "\"\"",
            "\"x\"",
            "0",
            "-7",
            "1.5",
            "1e999",
            "123456789012345678901234567890",
            "true",
            "[]",
            "{}",
            "[null]",
            "[1]",
            "[[\"x\"]]",
            "{\"x\":1}",
            "{\"x\":{\"y\":[]}}");

    static Stream<String> payloads() {
        return Stream.of(
                "im_receive_msg-text",
                "im_receive_msg-text-quoting",
                "im_receive_msg-text-tapped",
                "im_receive_msg-image",
                "im_receive_msg-share_post",
                "im_receive_msg-sticker",
                "im_receive_msg-reaction",
                "im_send_msg-text",
                "im_send_msg-template",
                "im_receive_msg_eu",
                "im_mark_read_msg",
                "im_referral_msg-ad",
                "im_referral_msg-short_link",
                "im_receive_high_intent_comment",
                "comment.update-insert-reply",
                "comment.update-delete",
                "authorization.removed",
                "im_auto_message_config_update",
                "tiktok.ping");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aFieldThatIsMissingOrOfTheWrongTypeIsEitherToleratedOrNamed(String payload) {
        var variants = spoilt(payload);

        assertThat(variants).hasSizeGreaterThan(40);
        assertThat(variants).allSatisfy(EveryFieldTest::assertReadOrMalformed);
    }

    @Test
    void exactlyTheFieldsWithoutWhichAMessageMeansNothingAreRequired() {
        assertThat(required("im_receive_msg-text"))
                .containsExactlyInAnyOrder("event", "user_openid", "content", "conversation_id", "message_id");
        assertThat(required("im_send_msg-text"))
                .containsExactlyInAnyOrder(
                        "event", "user_openid", "content", "conversation_id", "message_id", "to_user", "id");
        assertThat(required("comment.update-insert-reply"))
                .containsExactlyInAnyOrder(
                        "event",
                        "user_openid",
                        "content",
                        "comment_id",
                        "video_id",
                        "comment_action",
                        "unique_identifier");
        assertThat(required("im_mark_read_msg"))
                .containsExactlyInAnyOrder("event", "user_openid", "content", "conversation_id");
        assertThat(required("im_receive_msg_eu")).containsExactlyInAnyOrder("event", "user_openid", "content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_id", "conversation_id"})
    void aMissingFieldIsNamed(String field) {
        var body = Fixtures.payload("im_receive_msg-text", content -> content.remove(field));

        assertThat(outcome(body)).isEqualTo("The field '" + field + "' is missing or not usable");
    }

    private static void assertReadOrMalformed(Variant variant) {
        try {
            Reading reading = Fixtures.reader().read(variant.body);
            assertThat(reading.events())
                    .allSatisfy(it ->
                            assertThat(it.accountExternalId()).as(variant.name).isNotBlank());
            assertThat(reading.events().isEmpty() && reading.ignoredBecause() == null)
                    .as(variant.name + " vanished without a word")
                    .isFalse();
        } catch (MalformedWebhookException e) {
            assertThat(e).as(variant.name).hasMessageMatching("(?s).*(The field '[a-z_.]+'|The body).*");
        }
    }

    private static Set<String> required(String payload) {
        var required = new TreeSet<String>();
        for (var variant : spoilt(payload)) {
            if (variant.name.endsWith(" missing") && outcome(variant.body).startsWith("The ")) {
                required.add(variant.field);
            }
        }
        return required;
    }

    private static String outcome(byte[] body) {
        try {
            Fixtures.reader().read(body);
            return "read";
        } catch (MalformedWebhookException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<Variant> spoilt(String payload) {
        var variants = new ArrayList<Variant>();
        var envelope = Fixtures.envelope(payload);
        spoil(envelope, () -> Fixtures.bytes(envelope), variants);
        var content = Fixtures.json(envelope.get("content").textValue());
        spoil(content, () -> Fixtures.bytes(envelope.deepCopy().put("content", content.toString())), variants);
        return variants;
    }

    /** Spoils a tree in place, notes what it looks like then, and mends it again. */
    private static void spoil(JsonNode node, Supplier<byte[]> body, List<Variant> variants) {
        if (node instanceof ObjectNode object) {
            for (var field : List.copyOf(object.properties())) {
                object.remove(field.getKey());
                variants.add(new Variant(field.getKey(), field.getKey() + " missing", body.get()));
                for (var wrong : WRONG_VALUES) {
                    object.set(field.getKey(), Fixtures.json(wrong));
                    variants.add(new Variant(field.getKey(), field.getKey() + " = " + wrong, body.get()));
                }
                object.set(field.getKey(), field.getValue());
                spoil(field.getValue(), body, variants);
            }
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                var element = array.get(i);
                for (var wrong : WRONG_VALUES) {
                    array.set(i, Fixtures.json(wrong));
                    variants.add(new Variant("[]", i + " = " + wrong, body.get()));
                }
                array.set(i, element);
                spoil(element, body, variants);
            }
        }
    }

    private record Variant(String field, String name, byte[] body) {}
}
