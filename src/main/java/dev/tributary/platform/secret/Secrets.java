package dev.tributary.platform.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Encrypts what must not be readable in the database: AES-256-GCM, with the id of the key in front of the ciphertext.
 *
 * <p>A ciphertext is bound to its place, such as {@code account_credential:<id>:access}: copied into another row it
 * cannot be read. The newest key encrypts; every key decrypts.
 */
public final class Secrets {

    private static final int SHORTEST_KEY = 32;
    private static final int KEY_BYTES = 32;
    private static final byte[] NO_SALT = {};

    private final Aead aead;

    /** @param masterKeys newest first */
    Secrets(List<String> masterKeys) {
        if (masterKeys.isEmpty()) {
            throw new IllegalArgumentException("There is no master key");
        }
        try {
            AeadConfig.register();
            aead = keyset(masterKeys).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master keys cannot be used: are all of them different?", e);
        }
    }

    public byte[] encrypt(String plain, String place) {
        try {
            return aead.encrypt(plain.getBytes(UTF_8), place.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not encrypt " + place, e);
        }
    }

    /** @throws UnreadableSecretException if it was encrypted under another key or for another place, or was changed */
    public String decrypt(byte[] cipher, String place) {
        try {
            return new String(aead.decrypt(cipher, place.getBytes(UTF_8)), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecretException(place, e);
        }
    }

    @AccessesPartialKey
    private static KeysetHandle keyset(List<String> masterKeys) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        var keyset = KeysetHandle.newBuilder();
        for (int i = 0; i < masterKeys.size(); i++) {
            var master = masterKeys.get(i);
            if (master.length() < SHORTEST_KEY) {
                throw new IllegalArgumentException(
                        "Master key number " + (i + 1) + " has fewer than " + SHORTEST_KEY + " characters");
            }
            // The id comes from the key too, so that the order in which keys are configured can change.
            var id = ByteBuffer.wrap(derive(master, "tributary/secrets/key-id", Integer.BYTES))
                    .getInt();
            var key = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(
                            derive(master, "tributary/secrets/aes-256-gcm", KEY_BYTES), InsecureSecretKeyAccess.get()))
                    .setIdRequirement(id)
                    .build();
            var entry = KeysetHandle.importKey(key).withFixedId(id);
            keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
        }
        return keyset.build();
    }

    private static byte[] derive(String master, String purpose, int bytes) throws GeneralSecurityException {
        return Hkdf.computeHkdf("HMACSHA256", master.getBytes(UTF_8), NO_SALT, purpose.getBytes(UTF_8), bytes);
    }
}
