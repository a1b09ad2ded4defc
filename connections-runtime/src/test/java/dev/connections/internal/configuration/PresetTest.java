package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.source.Preset;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Startup;
import dev.connections.spi.settings.ResilienceSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Presets and built-in profiles: they change what is assumed, and never what is written. */
@Timeout(30)
class PresetTest {

  @ParameterizedTest
  @CsvSource({
    "interactive, 5, 2, 2, 2",
    "batch, 600, 120, 6, 15",
    "critical, 30, 10, 4, 2",
    "none, 30, 10, 1, 5"
  })
  void aPresetChangesWhatIsLeftOut(
      String preset, int total, int attempt, int maxAttempts, int openFor) {
    ConnectionSettings settings = settings(connection("preset: " + preset));

    assertThat(settings.timeouts().total()).hasSeconds(total);
    assertThat(settings.timeouts().attempt()).hasSeconds(attempt);
    assertThat(settings.resilience().retry().maxAttempts()).isEqualTo(maxAttempts);
    assertThat(settings.resilience().circuit().openFor()).hasSeconds(openFor);
    assertThat(settings.critical()).isEqualTo(preset.equals("critical"));
    assertThat(settings.startup())
        .isEqualTo(preset.equals("critical") ? Startup.BACKGROUND : Startup.LAZY);
    assertThat(settings.resilience().circuit().enabled()).isEqualTo(!preset.equals("none"));
    assertThat(settings.resilience().rateLimit()).isEmpty();
  }

  @Test
  void whatIsWrittenWinsAtTheConnectionAndInTheDefaults() {
    Loading loading =
        Loading.of(
            text(
                "defaults: {preset: batch, retry: {cap: 20s}}",
                "connections:",
                "  a: {type: Store, url: 'http://a', timeouts: {attempt: 3s}}",
                "  b: {type: Store, url: 'http://b', preset: interactive}"));

    ConnectionSettings a = loading.connection("a").settings();
    assertThat(a.timeouts().total()).hasMinutes(10);
    assertThat(a.timeouts().attempt()).hasSeconds(3);
    assertThat(a.resilience().retry().cap()).hasSeconds(20);
    ConnectionSettings b = loading.connection("b").settings();
    assertThat(b.timeouts().total()).hasSeconds(5);
    assertThat(b.resilience().retry().cap()).hasSeconds(20);
    assertThat(loading.effective())
        .contains(
            "connections.a.preset = batch  (connections.yaml:1:20)",
            "connections.a.timeouts.total = 10m  (preset batch)",
            "connections.a.timeouts.attempt = 3s  (connections.yaml:3:57)",
            "connections.a.retry.cap = 20s  (connections.yaml:1:40)",
            "connections.a.retry.base = 500ms  (preset batch)",
            "connections.a.circuit.probes = 3  (default)",
            "connections.b.timeouts.total = 5s  (preset interactive)");
  }

  @Test
  void aLimitThatIsWrittenShortensWhatAPresetAssumes() {
    Loading loading =
        Loading.of(text(connection("preset: batch, timeouts: {total: 7s}, retry: {cap: 10ms}")));

    ConnectionSettings settings = loading.connection("a").settings();
    assertThat(settings.timeouts().attempt()).hasSeconds(7);
    assertThat(settings.timeouts().connect()).hasSeconds(7);
    assertThat(settings.resilience().retry().base()).hasMillis(10);
    assertThat(loading.effective())
        .contains(
            "connections.a.timeouts.attempt = 7s  (as connections.a.timeouts.total,"
                + " connections.yaml:1:82)");
  }

  @Test
  void aLimitOfAPresetBindsWhatIsWritten() {
    assertThat(violations(text(connection("preset: interactive, timeouts: {attempt: 6s}"))))
        .singleElement()
        .asString()
        .endsWith("allowed: at most timeouts.total, which is 5s (preset interactive)");
  }

  @Test
  void aSettingWithoutAValueTakesBackWhatAPresetAssumes() {
    assertThat(settings(connection("preset: batch, timeouts: ")).timeouts())
        .isEqualTo(ConnectionSettings.Timeouts.DEFAULT);
  }

  @Test
  void anUnknownPresetIsReportedOnce() {
    assertThat(
            violations(
                text(
                    "defaults: {preset: fast}",
                    "connections:",
                    "  a: {type: Store, url: 'http://a'}",
                    "  b: {type: Store, url: 'http://b'}")))
        .containsExactly(
            "connections.yaml:1:20  defaults.preset = \"fast\": is not one of the values; allowed:"
                + " interactive, batch, critical, none");
  }

  @Test
  void whatThePresetNoneSwitchesOffIsNotedForEachConnection() {
    Loading loading =
        Loading.of(
            text(
                "defaults: {preset: none}",
                "connections:",
                "  a: {type: Store, url: 'http://a'}",
                "  b: {type: Store, url: 'http://b', circuit: {enabled: true}}",
                "  c: {type: Store, url: 'http://c', preset: batch}"));

    assertThat(loading.loaded().notes())
        .containsExactly(
            "Connection 'a' has the preset none: off are retries and the circuit breaker; time limits"
                + " and bulkhead stay",
            "Connection 'b' has the preset none: off is retries; time limits and bulkhead stay");
  }

  @Test
  void aBuiltInProfileIsThereWithoutASectionInTheFile() {
    Loading loading = Loading.of(text(connection("id: 1")).profile("high-latency"));

    ConnectionSettings settings = loading.connection("a").settings();
    assertThat(settings.timeouts().total()).hasSeconds(90);
    assertThat(settings.timeouts().connect()).hasSeconds(15);
    assertThat(settings.resilience().failover().grace()).hasSeconds(5);
    assertThat(loading.effective())
        .contains("connections.a.timeouts.total = 90s  (profile high-latency (built in))");
  }

  @Test
  void theProfileOfTheFileAndPresetsGoOverTheBuiltInOne() {
    Loading loading =
        Loading.of(
            text(
                    "connections:",
                    "  a: {type: Store, url: 'http://a'}",
                    "  b: {type: Store, url: 'http://b', preset: interactive}",
                    "profiles: {high-latency: {defaults: {retry: {base: 400ms}}}}")
                .profile("high-latency"));

    ResilienceSettings a = loading.connection("a").settings().resilience();
    assertThat(a.retry().base()).hasMillis(400);
    assertThat(a.retry().cap()).hasSeconds(15);
    assertThat(loading.connection("b").settings().timeouts().total()).hasSeconds(5);
    assertThat(loading.connection("b").settings().resilience().failover().grace()).hasSeconds(5);
  }

  @Test
  void theProfileOfAVariableMayBeABuiltInOne() {
    ConnectionsConfiguration recipe = text(connection("id: 1"));

    assertThat(settings(recipe.environment(Map.of("CONNECTIONS_PROFILE", "production"))).startup())
        .isEqualTo(Startup.BACKGROUND);
    assertThat(
            settings(recipe.environment(Map.of("CONNECTIONS_PROFILE", "development")))
                .timeouts()
                .drain())
        .hasSeconds(2);
  }

  @ParameterizedTest
  @EnumSource
  void allPresetsAreRightWithAllBuiltInProfiles(Preset preset) {
    for (String profile : List.of("development", "production", "high-latency")) {
      Loading loading = Loading.of(text(connection("preset: " + preset)).profile(profile));
      assertThat(loading.effective())
          .as("nothing that a preset assumes goes unread or is shortened")
          .filteredOn(line -> line.contains("(preset "))
          .hasSize(leaves(preset.settings()));
    }
  }

  private static int leaves(Tree.Mapping mapping) {
    return mapping.members().values().stream()
        .mapToInt(member -> member.value() instanceof Tree.Mapping below ? leaves(below) : 1)
        .sum();
  }

  private static String connection(String more) {
    return "connections: {a: {type: Store, url: 'http://a', " + more + "}}";
  }

  private static ConnectionSettings settings(String document) {
    return settings(text(document));
  }

  private static ConnectionSettings settings(ConnectionsConfiguration recipe) {
    return Loading.of(recipe).connection("a").settings();
  }
}
