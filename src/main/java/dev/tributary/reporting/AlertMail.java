package dev.tributary.reporting;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.platform.address.PublicUrl;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.reporting.AlertMailRows.Told;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells people by e-mail what is wrong, and when it is over. One e-mail tells of all that began together.
 *
 * <p>Told at least once: a server that dies after sending and before it has written that down sends again. A mail server
 * that does not take the e-mail costs nothing but time: it is tried again in minutes, with what is wrong by then.
 */
@ApplicationScoped
class AlertMail {

    private static final Logger LOG = Logger.getLogger(AlertMail.class);

    private final AlertMailRows rows;
    private final AlertMailConfig config;
    private final AlertTexts texts;
    private final Mailer mailer;
    private final String cockpit;

    AlertMail(AlertMailRows rows, AlertMailConfig config, ObjectMapper json, Mailer mailer, PublicUrl publicUrl) {
        this.rows = rows;
        this.config = config;
        this.texts = new AlertTexts(config.mailLanguage(), json);
        this.mailer = mailer;
        this.cockpit = publicUrl.resolve("/health");
    }

    @Scheduled(
            every = "20s",
            delayed = "20s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void tell() {
        config.mailTo().ifPresent(this::tell);
    }

    void tell(List<String> people) {
        tell(people, rows.claimOpened(config.mailAfter()), false);
        tell(people, rows.claimCleared(), true);
    }

    private void tell(List<String> people, List<Told> alerts, boolean cleared) {
        if (alerts.isEmpty()) {
            return;
        }
        try {
            mailer.send(new Mail()
                    .setTo(people)
                    .setSubject(texts.subject(alerts, cleared))
                    .setText(texts.text(alerts, cleared, cockpit)));
        } catch (RuntimeException e) {
            // The mailer throws whatever its connection does. The claim runs out, and it is tried again.
            LOG.warnf("No e-mail could be sent about %d alerts, will try again: %s", alerts.size(), e.getMessage());
            return;
        }
        rows.told(alerts);
    }
}
