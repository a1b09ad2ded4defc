package dev.connections.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Secret;
import dev.connections.spi.RejectedSettingsException;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts are reached through a proxy, and who asks it. */
class ProxySettingsTest {

  private static ProxySettings except(String... hosts) {
    return new ProxySettings(
        "proxy.example.com", 3128, Optional.empty(), Optional.empty(), List.of(hosts));
  }

  @ParameterizedTest
  @CsvSource({
    "api.local, api.local, false",
    "api.local, API.Local, false",
    "api.local, x.api.local, true",
    ".example.com, db.example.com, false",
    "*.example.com, a.b.example.com, false",
    ".example.com, example.com, true",
    ".example.com, badexample.com, true",
    "*, anything, false",
    "[::1], ::1, false",
    "::1, [::1], false",
    "10.0.0.7, 10.0.0.8, true",
  })
  void aHostThatIsExemptIsReachedWithoutTheProxy(String exempt, String host, boolean used) {
    assertThat(except(exempt).isUsedFor(host)).isEqualTo(used);
  }

  @Test
  void theSelectorGivesTheProxyOrNone() {
    ProxySettings settings = except(".local");

    assertThat(settings.selector().select(URI.create("https://api.example.com/x")))
        .containsExactly(settings.proxy());
    assertThat(settings.selector().select(URI.create("https://api.local/x")))
        .containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void settingsThatCannotWorkAreRejectedTogether() {
    assertThatThrownBy(
            () ->
                new ProxySettings(
                    "http://proxy", 1, Optional.of("u"), Optional.empty(), List.of("a/b", "")))
        .isInstanceOf(RejectedSettingsException.class)
        .hasMessageContaining("host is neither a host name nor an address")
        .hasMessageContaining("password is missing")
        .hasMessageContaining("noProxy has 'a/b'")
        .hasMessageContaining("noProxy has ''");
  }

  @Test
  void aRotatedPasswordIsGivenToTheNextLoginAndNeverPrinted() {
    AtomicInteger read = new AtomicInteger();
    Credentials credentials =
        new Credentials(
            "shop", Secret.of("${file:/run/pw}", () -> "canary-" + read.incrementAndGet()));

    assertThat(credentials.<String>apply((user, password) -> user + "/" + password))
        .isEqualTo("shop/canary-1");
    assertThat(credentials.<String>apply((user, password) -> user + "/" + password))
        .isEqualTo("shop/canary-2");
    assertThat(credentials.toString()).contains("shop").doesNotContain("canary");
  }
}
