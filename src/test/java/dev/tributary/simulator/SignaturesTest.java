package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    @Test
    void aSignatureIsTheDocumentedHmacOverSecondsAndBytes() {
        var body = "{\"event\":\"im_receive_msg\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(Signatures.header("test_app_secret", 1_700_000_000, body))
                .isEqualTo("t=1700000000,s=709cc5db5ecf3bd899caaeac034dd1ec29af6b4f3a507587216aaf913d4e2b99");
    }

    @Test
    void aSignatureChangesWithEveryByteAndSecond() {
        var body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(Signatures.sign("secret", 1, body))
                .isNotEqualTo(Signatures.sign("secret", 2, body))
                .isNotEqualTo(Signatures.sign("secret", 1, "{ }".getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(Signatures.sign("Secret", 1, body));
    }
}
