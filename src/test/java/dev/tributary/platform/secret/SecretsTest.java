package dev.tributary.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final String OLD = "0123456789abcdefghijklmnopqrstuv";
    private static final String NEW = "ZYXWVUTSRQPONMLKJIHGFEDCBA987654";

    @TempDir
    private Path directory;

    @Test
    void whatWasEncryptedIsReadBack() {
        var secrets = new Secrets(List.of(OLD));

        var cipher = secrets.encrypt("act.token", "row:1");

        assertThat(new String(cipher, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("act.token");
        assertThat(secrets.decrypt(cipher, "row:1")).isEqualTo("act.token");
    }

    @Test
    void theSameSecretIsNeverTheSameCiphertext() {
        var secrets = new Secrets(List.of(OLD));

        assertThat(secrets.encrypt("act.token", "row:1")).isNotEqualTo(secrets.encrypt("act.token", "row:1"));
    }

    @Test
    void aCiphertextCopiedIntoAnotherRowCannotBeRead() {
        var secrets = new Secrets(List.of(OLD));
        var cipher = secrets.encrypt("act.token", "row:1");

        assertThatThrownBy(() -> secrets.decrypt(cipher, "row:2"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("row:2");
    }

    @Test
    void afterARotationOldSecretsAreStillReadAndNewOnesNeedTheNewKey() {
        var before = new Secrets(List.of(OLD)).encrypt("act.token", "row:1");
        var rotated = new Secrets(List.of(NEW, OLD));

        assertThat(rotated.decrypt(before, "row:1")).isEqualTo("act.token");
        var after = rotated.encrypt("act.token", "row:1");
        assertThat(new Secrets(List.of(NEW)).decrypt(after, "row:1")).isEqualTo("act.token");
        assertThatThrownBy(() -> new Secrets(List.of(OLD)).decrypt(after, "row:1"))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void theIdOfTheKeyStandsInFrontSoThatOneSeesWhichKeyIsStillNeeded() {
        var before = new Secrets(List.of(OLD)).encrypt("act.token", "row:1");
        var again = new Secrets(List.of(OLD)).encrypt("another", "row:2");
        var after = new Secrets(List.of(NEW, OLD)).encrypt("act.token", "row:1");

        assertThat(Arrays.copyOf(again, 5)).isEqualTo(Arrays.copyOf(before, 5));
        assertThat(Arrays.copyOf(after, 5)).isNotEqualTo(Arrays.copyOf(before, 5));
    }

    @Test
    void withoutTheOldKeyOldSecretsSayWhatIsMissing() {
        var before = new Secrets(List.of(OLD)).encrypt("act.token", "row:1");

        assertThatThrownBy(() -> new Secrets(List.of(NEW)).decrypt(before, "row:1"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("tributary.secrets.key");
    }

    @Test
    void inProductionTheServerRefusesToStartWithoutAKeyAndSaysWhatToSet() {
        assertThatThrownBy(() -> SecretsProducer.open(List.of(), directory, true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("TRIBUTARY_SECRETS_KEY")
                .hasMessageContaining("openssl rand");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aShortKeyIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> SecretsProducer.open(List.of(NEW, "hunter2"), directory, true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("number 2")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void inDevelopmentAKeyIsMadeOnceForTheOwnersEyesOnly() throws IOException {
        var first = SecretsProducer.open(List.of(), directory.resolve("data"), false)
                .encrypt("act.token", "row:1");

        var again = SecretsProducer.open(List.of(), directory.resolve("data"), false);

        assertThat(again.decrypt(first, "row:1")).isEqualTo("act.token");
        var file = directory.resolve("data").resolve("secrets.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
