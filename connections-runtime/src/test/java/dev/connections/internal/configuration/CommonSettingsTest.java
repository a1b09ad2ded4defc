package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Bulkhead;
import dev.connections.spi.settings.ConnectionSettings.Startup;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The settings that all kinds have, their common defaults, and the rules across them. */
@Timeout(30)
class CommonSettingsTest {

  @Test
  void whatIsLeftOutHasItsDefault() {
    assertThat(settings("")).isEqualTo(ConnectionSettings.defaults("a", "Store"));
  }

  @Test
  void whatIsReadOneByOneHasTheDefaultsOfWhatIsNot() {
    assertThat(settings("startup: lazy")).isEqualTo(ConnectionSettings.defaults("a", "Store"));
  }

  @Test
  void connectionsThatAreSilentShareTheSettingsOfTheDefaults() {
    Loading loading =
        Loading.of(
            text(
                "defaults: {retry: {maxAttempts: 2}}",
                "connections:",
                "  a: {type: Store, url: 'http://a'}",
                "  b: {type: Store, url: 'http://b', id: 7}",
                "  c: {type: Store, url: 'http://c', retry: {base: 1ms}}"));

    ConnectionSettings a = loading.connection("a").settings();
    ConnectionSettings b = loading.connection("b").settings();
    ConnectionSettings c = loading.connection("c").settings();
    assertThat(a.resilience().retry().maxAttempts()).isEqualTo(2);
    assertThat(b.resilience()).isSameAs(a.resilience());
    assertThat(b.id()).hasValue(7);
    assertThat(b.name()).isEqualTo("b");
    assertThat(c.resilience().retry().maxAttempts()).isEqualTo(2);
    assertThat(c.resilience().retry().base()).hasMillis(1);
    assertThat(loading.effective())
        .contains(
            "connections.a.retry.maxAttempts = 2  (connections.yaml:1:33)",
            "connections.b.timeouts.total = 30s  (default)");
  }

  @Test
  void everySettingIsRead() {
    ConnectionSettings settings =
        settings(
            "id: 7, description: orders, startup: fail, critical: true,"
                + "timeouts: {total: 9s, attempt: 8s, acquire: 7s, connect: 6s, health: 5s, drain: 4s},"
                + "bulkhead: {maxConcurrent: 3, maxWaiting: 0, leakAfter: 5m}");

    assertThat(settings)
        .isEqualTo(
            new ConnectionSettings(
                "a",
                "Store",
                OptionalInt.of(7),
                Startup.FAIL,
                true,
                new Timeouts(
                    Duration.ofSeconds(9),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(7),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(4)),
                new Bulkhead(OptionalInt.of(3), OptionalInt.of(0), Duration.ofMinutes(5)),
                ResilienceSettings.DEFAULT));
  }

  @Test
  void aCriticalConnectionOpensInTheBackgroundUnlessItSaysOtherwise() {
    assertThat(settings("critical: true").startup()).isEqualTo(Startup.BACKGROUND);
    assertThat(settings("critical: true, startup: lazy").startup()).isEqualTo(Startup.LAZY);
  }

  @Test
  void theSectionOfDefaultsCountsWhereAConnectionIsSilent() {
    Loading loading =
        Loading.of(
            text(
                    "defaults: {startup: warn, timeouts: {total: 20s, attempt: 8s}}",
                    "connections:",
                    "  a: {type: Store, url: 'http://a', timeouts: {attempt: 2s}}",
                    "  b: {type: Store, url: 'http://a', startup: lazy}",
                    "profiles: {p: {defaults: {timeouts: {health: 1s}}}}")
                .profile("p")
                .environment(Map.of("CONNECTIONS__DEFAULTS__TIMEOUTS__DRAIN", "3s")));

    ConnectionSettings a = loading.connection("a").settings();
    assertThat(a.startup()).isEqualTo(Startup.WARN);
    assertThat(a.timeouts().total()).hasSeconds(20);
    assertThat(a.timeouts().attempt()).hasSeconds(2);
    assertThat(a.timeouts().health()).hasSeconds(1);
    assertThat(a.timeouts().drain()).hasSeconds(3);
    assertThat(a.timeouts().connect()).hasSeconds(5);
    assertThat(loading.connection("b").settings().startup()).isEqualTo(Startup.LAZY);
    assertThat(loading.effective())
        .contains(
            "connections.a.timeouts.total = 20s  (connections.yaml:1:45)",
            "connections.a.timeouts.drain = 3s"
                + "  (variable CONNECTIONS__DEFAULTS__TIMEOUTS__DRAIN)",
            "connections.a.timeouts.connect = 5s  (default)",
            "connections.a.timeouts.attempt = 2s  (connections.yaml:3:57)");
  }

  @Test
  void aMistakeInTheSectionOfDefaultsIsReportedOnce() {
    assertThat(
            violations(
                text(
                    "defaults: {timeouts: {total: 20}, type: Store, retries: 3}",
                    "connections:",
                    "  a: {type: Store, url: 'http://a'}",
                    "  b: {type: Store, url: 'http://a'}")))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "connections.yaml:1:30  defaults.timeouts.total = \"20\": has no unit;"
                            + " allowed: a whole number with a unit: ms, s, m, h, d;"
                            + " hint: write 20s"),
            second ->
                assertThat(second)
                    .isEqualTo(
                        "connections.yaml:1:35  defaults.type: is not a known setting;"
                            + " allowed: preset, startup, critical, timeouts, bulkhead, retry,"
                            + " circuit, rateLimit, monitoring, failover"),
            third -> assertThat(third).contains("defaults.retries: is not a known setting"));
  }

  @Test
  void aTimeLimitThatWasWrittenMustFitIntoTheTotal() {
    assertThat(wrong("timeouts: {total: 5s, attempt: 6s, acquire: 1m, connect: 5001ms}"))
        .containsExactly(
            "connections.yaml:2:71  connections.a.timeouts.attempt = \"6s\": is not allowed;"
                + " allowed: at most timeouts.total, which is 5s",
            "connections.yaml:2:84  connections.a.timeouts.acquire = \"1m\": is not allowed;"
                + " allowed: at most timeouts.total, which is 5s",
            "connections.yaml:2:97  connections.a.timeouts.connect = \"5001ms\": is not allowed;"
                + " allowed: at most timeouts.total, which is 5s");
  }

  @Test
  void aShortTotalShortensTheLimitsThatWereLeftOut() {
    Timeouts timeouts = settings("timeouts: {total: 1500ms, connect: 1s}").timeouts();

    assertThat(timeouts.attempt()).hasMillis(1500);
    assertThat(timeouts.acquire()).hasMillis(1500);
    assertThat(timeouts.connect()).hasMillis(1000);
    assertThat(timeouts.health()).hasSeconds(2);
  }

  @Test
  void timeLimitsArePositiveAndFinite() {
    assertThat(wrong("timeouts: {total: 0s, health: 400d, drain: -1s}"))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .endsWith(
                        "timeouts.total = \"0s\": is not allowed;"
                            + " allowed: more than 0s, and at most 365d"),
            second -> assertThat(second).contains("timeouts.health = \"400d\": is not allowed"),
            third -> assertThat(third).contains("timeouts.drain = \"-1s\": is not a duration"));
  }

  @Test
  void otherWrongCommonSettingsAreReported() {
    assertThat(
            wrong(
                "id: 0, startup: eager, critical: yes, bulkhead: {maxConcurrent: 0, maxWaiting: -1},"
                    + " timeouts: 30s"))
        .satisfiesExactly(
            first -> assertThat(first).contains("id = \"0\": is not allowed; allowed: more than 0"),
            second ->
                assertThat(second)
                    .endsWith(
                        "startup = \"eager\": is not one of the values;"
                            + " allowed: lazy, background, warn, fail"),
            third -> assertThat(third).endsWith("allowed: true, false; hint: write true"),
            fourth -> assertThat(fourth).contains("maxConcurrent = \"0\": is not allowed"),
            fifth -> assertThat(fifth).contains("maxWaiting = \"-1\": is not allowed"),
            sixth -> assertThat(sixth).contains("timeouts = \"30s\": is a single value"));
  }

  @Test
  void anIdMeansOneConnection() {
    assertThat(
            violations(
                text(
                    "connections:",
                    "  a: {type: Store, id: 1, url: 'http://a'}",
                    "  b: {type: Store, id: 1, url: 'http://b'}")))
        .containsExactly(
            "connections.yaml:3:24  connections.b.id = \"1\": is the id of 'a' already;"
                + " allowed: an id of its own, or none");
  }

  @Test
  void aTypeThatIsNotInTheRegistryIsReportedWithTheNearest() {
    assertThat(violations(text("connections: {a: {type: Stoer, url: 'http://a', x: y}}")))
        .containsExactly(
            "connections.yaml:1:25  connections.a.type = \"Stoer\": is not a type of the registry;"
                + " allowed: Redis, Rest, Store; hint: did you mean Store?");
  }

  @Test
  void aConnectionWithoutATypeOrWithoutSettingsIsReported() {
    assertThat(
            violations(
                text(
                    "connections:", "  a: {url: 'http://a'}", "  b:", "  c: http://c", "  d: [1]")))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "connections.yaml:2:3  connections.a.type: is missing; allowed: the name of a"
                            + " type of the registry, such as PostgreSql or Rest; hint: write it"
                            + " first: it decides which other settings there are"),
            second ->
                assertThat(second)
                    .startsWith("connections.yaml:3:3  connections.b.type: is missing"),
            third ->
                assertThat(third)
                    .startsWith("connections.yaml:4:6  connections.c = \"http://c\": is no group"),
            fourth ->
                assertThat(fourth).startsWith("connections.yaml:5:6  connections.d: is no group"));
  }

  @Test
  void aConstructorsRefusalIsReportedAtTheRecord() {
    assertThat(wrong("pool: {minIdle: 5, maxSize: 3}"))
        .containsExactly(
            "connections.yaml:2:40  connections.a.pool: is rejected: minIdle (5) is more than"
                + " maxSize (3)");
  }

  @Test
  void aRequiredSettingThatIsMissingIsReportedAtTheConnection() {
    assertThat(violations(text("connections:", "  a: {type: Store, ulr: 'http://a'}")))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "connections.yaml:2:3  connections.a.url: is missing;"
                            + " allowed: an absolute URL without credentials"),
            second -> assertThat(second).endsWith("hint: did you mean url?"));
  }

  private static ConnectionSettings settings(String more) {
    return Loading.of(text("connections:", "  a: {type: Store, url: 'http://abc/', " + more + "}"))
        .connection("a")
        .settings();
  }

  private static List<String> wrong(String more) {
    return violations(text("connections:", "  a: {type: Store, url: 'http://abc/', " + more + "}"));
  }
}
