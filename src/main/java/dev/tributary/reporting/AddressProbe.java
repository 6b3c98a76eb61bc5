package dev.tributary.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.platform.address.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Whether the public address leads here: the server calls itself by it, with a question that only a server at the same
 * database can answer. No other address is ever called, and nothing that answers is followed or shown.
 */
@ApplicationScoped
public class AddressProbe {

    private static final Logger LOG = Logger.getLogger(AddressProbe.class);
    private static final String PATH = "/api/checklist/probes/";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 64;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final PublicUrl publicUrl;
    private final Jdbi jdbi;
    private final boolean simulated;
    private final HttpClient http;

    AddressProbe(
            PublicUrl publicUrl,
            Jdbi jdbi,
            @ConfigProperty(name = "tributary.simulator.enabled", defaultValue = "false") boolean simulated) {
        this.publicUrl = publicUrl;
        this.jdbi = jdbi;
        this.simulated = simulated;
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    enum Reason {
        /** Only this machine can reach it. */
        LOCALHOST,
        NOT_HTTPS,
        /** Nobody answered, or not in time. */
        NOT_REACHABLE,
        /** Somebody else answered. */
        ANOTHER_SERVER
    }

    String address() {
        return publicUrl.resolve("");
    }

    /** Null where all is well. Next to the simulator, which runs on this machine, its own address will do. */
    @Nullable
    Reason test() {
        if (!simulated && LOOPBACK.contains(URI.create(address()).getHost())) {
            return Reason.LOCALHOST;
        }
        if (!simulated && !publicUrl.isHttps()) {
            return Reason.NOT_HTTPS;
        }
        return reach();
    }

    @Nullable
    Reason reach() {
        var nonce = secret();
        var answer = secret();
        remember(nonce, answer);
        var heard = ask(publicUrl.resolve(PATH + nonce));
        if (heard.isEmpty()) {
            return Reason.NOT_REACHABLE;
        }
        return heard.get().equals(answer) ? null : Reason.ANOTHER_SERVER;
    }

    /** What a server at this database answers; empty where it did not ask. */
    public Optional<String> answer(String nonce) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT answer FROM public_address_probe WHERE nonce = :nonce AND expires_at > now()")
                .bind("nonce", nonce)
                .mapTo(String.class)
                .findOne());
    }

    private void remember(String nonce, String answer) {
        jdbi.useHandle(db -> {
            db.execute("DELETE FROM public_address_probe WHERE expires_at < now()");
            db.createUpdate("""
                            INSERT INTO public_address_probe (nonce, answer, expires_at)
                            VALUES (:nonce, :answer, now() + interval '1 minute')
                            """).bind("nonce", nonce).bind("answer", answer).execute();
        });
    }

    /** The beginning of what is answered; empty where nothing is. */
    private Optional<String> ask(String address) {
        var body = new ByteArrayOutputStream();
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Accept", "text/plain")
                .build();
        var call = http.sendAsync(
                request,
                BodyHandlers.ofByteArrayConsumer(it -> it.ifPresent(part -> body.write(
                        part, 0, Math.min(part.length, LONGEST_ANSWER - Math.min(LONGEST_ANSWER, body.size()))))));
        try {
            call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(body.toString(UTF_8));
        } catch (ExecutionException | TimeoutException e) {
            LOG.infof("The public address %s does not answer this server: %s", address(), e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            call.cancel(true);
        }
    }

    private static String secret() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
