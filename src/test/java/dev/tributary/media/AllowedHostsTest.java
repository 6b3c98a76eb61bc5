package dev.tributary.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private final AllowedHosts hosts = new AllowedHosts(List.of("tiktokcdn.com", "http://127.0.0.1:8090"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tiktokcdn.com/a",
                "https://p16-sign.tiktokcdn.com/obj/x?x-expires=1",
                "HTTPS://P16.TIKTOKCDN.COM:443/a",
                "http://127.0.0.1:8090/media/1"
            })
    void thePlatformsOwnHostsAreAllowed(String address) {
        assertThat(hosts.allow(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @Tag("S3")
    @Tag("F41")
    @ValueSource(
            strings = {
                "http://tiktokcdn.com/a",
                "https://tiktokcdn.com:8443/a",
                "https://tiktokcdn.com.evil.example/a",
                "https://eviltiktokcdn.com/a",
                "https://user@tiktokcdn.com/a",
                "https://tiktokcdn.com@evil.example/a",
                "https://127.0.0.1/a",
                "http://127.0.0.1/a",
                "http://127.0.0.1:8091/a",
                "https://127.0.0.1:8090/a",
                "http://x@127.0.0.1:8090/a",
                "http://localhost:8090/a",
                "http://[::1]:8090/a",
                "http://[::ffff:127.0.0.1]:8090/a",
                "http://2130706433:8090/a",
                "http://0177.0.0.1:8090/a",
                "http://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/a",
                "file:///etc/passwd",
                "gopher://tiktokcdn.com/a",
                "ftp://tiktokcdn.com/a",
                "//tiktokcdn.com/a",
                "data:image/png;base64,AA"
            })
    void nothingElseIs(String address) {
        assertThat(hosts.allow(URI.create(address))).isFalse();
    }

    @ParameterizedTest
    @Tag("S3")
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1"
            })
    void aNameMayNotLeadToAnAddressThatIsNotPublic(String found) throws UnknownHostException {
        assertThat(hosts.allow(URI.create("https://tiktokcdn.com/a"), InetAddress.getByName(found)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"})
    void aNameMayLeadToThePublicInternet(String found) throws UnknownHostException {
        assertThat(hosts.allow(URI.create("https://tiktokcdn.com/a"), InetAddress.getByName(found)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1:80",
                "http://tiktok.com:80",
                "http://127.0.0.1",
                "com",
                "10.0.0.1",
                "*",
                "https://a.b"
            })
    void aSettingThatOpensMoreThanItSaysStopsTheServer(String configured) {
        assertThatThrownBy(() -> new AllowedHosts(List.of(configured)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tributary.media.hosts");
    }

    @Test
    void theLoopbackPlatformMayNotLeadElsewhere() throws UnknownHostException {
        assertThat(hosts.allow(URI.create("http://127.0.0.1:8090/a"), InetAddress.getByName("8.8.8.8")))
                .isFalse();
    }
}
