package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The list of what is in effect: an outsider looked for {@code tls} and did not find it. */
class EffectiveSettingsTest {

  @Test
  void aLimitThatFollowsFromAnotherSettingNamesIt() {
    Loading loading =
        Loading.of(
            text(
                "connections:",
                "  a: {type: Store, url: 'u:x', timeouts: {total: 7s}}",
                "  b: {type: Store, url: 'u:x', preset: batch, timeouts: {total: 9s}}"));

    assertThat(loading.effective())
        .contains(
            "connections.a.timeouts.total = 7s  (connections.yaml:2:50)",
            "connections.a.timeouts.attempt = 7s  (as connections.a.timeouts.total,"
                + " connections.yaml:2:50)",
            "connections.a.timeouts.acquire = 5s  (default)",
            "connections.b.timeouts.attempt = 9s  (as connections.b.timeouts.total,"
                + " connections.yaml:3:65)");
  }

  @Test
  void aSettingThatIsLeftOutAndHasNoDefaultIsListedAsNotSet() {
    Loading loading = Loading.of(text("connections:", "  a: {type: Store, url: 'u:x'}"));

    assertThat(loading.effective())
        .contains(
            "connections.a.password = (not set)  (optional)",
            "connections.a.username = (not set)  (optional)",
            "connections.a.bulkhead.maxConcurrent = (not set)  (optional)")
        .doesNotHaveDuplicates()
        .noneMatch(line -> line.startsWith("connections.a.pool = "));
  }
}
