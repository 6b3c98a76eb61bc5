package dev.tributary.reporting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who is told by e-mail that something is wrong. The mail server itself is {@code quarkus.mailer}'s. */
@ConfigMapping(prefix = "tributary.alerts")
public interface AlertMailConfig {

    /** Who gets e-mails; nobody by default. */
    Optional<List<String>> mailTo();

    /** In which language: zh-CN or en. */
    @WithDefault("zh-CN")
    String mailLanguage();

    /** How long a warning must have stood before somebody is told, so that what passes is not told. */
    @WithDefault("5m")
    Duration mailAfter();
}
