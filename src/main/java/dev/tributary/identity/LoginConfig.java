package dev.tributary.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often a password may be tried. */
@ConfigMapping(prefix = "tributary.login")
interface LoginConfig {

    /** How many wrong attempts one e-mail address may have within the window. */
    @WithDefault("10")
    int attemptsPerAccount();

    /** How many wrong attempts may come from one network address within the window. An office shares one. */
    @WithDefault("60")
    int attemptsPerAddress();

    /** Over how long attempts are counted. They come back evenly. */
    @WithDefault("15m")
    Duration window();
}
