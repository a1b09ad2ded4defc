package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Percentage;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.OperationLimits;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Budget;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.RateLimit;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a connection deals with failures, as it is configured. */
@Timeout(30)
class ResilienceSettingsTest {

  @Test
  void everySettingIsRead() {
    assertThat(
            settings(
                    "retry: {maxAttempts: 4, base: 200ms, cap: 6s, budget: {ratio: 10%, perSecond: 0}},"
                        + " circuit: {enabled: false, failureRate: 12.5%, window: 1m, minimumCalls: 7,"
                        + " openFor: 2s, maxOpenFor: 40s, probes: 5, slowCall: 3s},"
                        + " rateLimit: {permits: 100, period: 2s},"
                        + " monitoring: {interval: 20s, failAfter: 5, recoverAfter: 4},"
                        + " failover: {grace: 1s, failBack: never, balanceReads: true, maxLag: 7s,"
                        + " readOwnWrites: 9s, panic: 30%}")
                .resilience())
        .isEqualTo(
            new ResilienceSettings(
                new Retry(
                    4,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(6),
                    new Budget(Percentage.parse("10%"), 0)),
                new Circuit(
                    false,
                    Percentage.parse("12.5%"),
                    Duration.ofMinutes(1),
                    7,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(40),
                    5,
                    Optional.of(Duration.ofSeconds(3))),
                Optional.of(new RateLimit(100, Duration.ofSeconds(2))),
                new Monitoring(Duration.ofSeconds(20), 5, 4),
                new Failover(
                    Duration.ofSeconds(1),
                    Optional.empty(),
                    true,
                    Duration.ofSeconds(7),
                    Duration.ofSeconds(9),
                    Percentage.parse("30%"))));
  }

  @Test
  void readsFollowOwnWritesForAsLongAsAnEndpointMayBeBehindUnlessThatIsSaid() {
    assertThat(settings("failover: {maxLag: 30s}").resilience().failover().readOwnWrites())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(
            settings("failover: {maxLag: 30s, readOwnWrites: 0s}")
                .resilience()
                .failover()
                .readOwnWrites())
        .isZero();
  }

  @Test
  void aGroupThatIsWrittenInPartHasTheDefaultsForTheRest() {
    ResilienceSettings settings =
        settings("retry: {maxAttempts: 5}, rateLimit: {permits: 3}, failover: {failBack: 0s}")
            .resilience();

    assertThat(settings.retry().cap()).isEqualTo(Retry.DEFAULT.cap());
    assertThat(settings.retry().budget()).isEqualTo(Budget.DEFAULT);
    assertThat(settings.circuit()).isEqualTo(Circuit.DEFAULT);
    assertThat(settings.rateLimit()).contains(new RateLimit(3, Duration.ofSeconds(1)));
    assertThat(settings.failover().failBack()).contains(Duration.ZERO);
  }

  @Test
  void theSectionOfDefaultsAndVariablesReachIntoTheGroups() {
    Loading loading =
        Loading.of(
            text(
                    "defaults: {retry: {maxAttempts: 5, budget: {perSecond: 9}}, rateLimit: {permits: 7}}",
                    "connections:",
                    "  a: {type: Store, url: 'http://a', retry: {maxAttempts: 2}}")
                .environment(
                    Map.of(
                        "CONNECTIONS__A__RETRY__BUDGET__RATIO", "50%",
                        "CONNECTIONS__A__RATE_LIMIT__PERIOD", "3s",
                        "CONNECTIONS__DEFAULTS__FAILOVER__FAIL_BACK", "never")));

    ResilienceSettings settings = loading.connection("a").settings().resilience();
    assertThat(settings.retry().maxAttempts()).isEqualTo(2);
    assertThat(settings.retry().budget()).isEqualTo(new Budget(Percentage.parse("50%"), 9));
    assertThat(settings.rateLimit()).contains(new RateLimit(7, Duration.ofSeconds(3)));
    assertThat(settings.failover().failBack()).isEmpty();
  }

  @Test
  void classesOfOperationsHaveTheOrdinaryLimitsWhereTheyAreSilent() {
    ConnectionSettings settings =
        settings(
            "timeouts: {total: 20s, attempt: 8s, classes: {file: {total: 2m, attempt: 1m},"
                + " task: {total: 5s}, long: {total: 1h}, other: {attempt: 20s}}}");

    assertThat(settings.timeouts().classes())
        .containsOnly(
            Map.entry("file", limits(120, 60)),
            Map.entry("task", limits(5, 5)),
            Map.entry("long", limits(3600, 8)),
            Map.entry("other", limits(20, 20)));
  }

  @Test
  void everythingThatIsOutOfRangeIsReported() {
    assertThat(
            wrong(
                "retry: {maxAttempts: 0, budget: {ratio: 101%, perSecond: -1}},"
                    + " circuit: {failureRate: 0.5%, window: 1500ms, minimumCalls: 0, probes: 1001,"
                    + " slowCall: 0s}, rateLimit: {permits: 0}, monitoring: {interval: 0s, failAfter: 0,"
                    + " recoverAfter: 0}, failover: {grace: 366d, failBack: soon, maxLag: 500ms,"
                    + " panic: 200%},"
                    + " timeouts: {classes: {file: {total: 0s}}}"))
        .extracting(line -> line.replaceFirst("^\\S+ +connections\\.a\\.", ""))
        .containsExactly(
            "retry.maxAttempts = \"0\": is not allowed; allowed: from 1 to 100",
            "retry.budget.ratio = \"101%\": is not allowed; allowed: from 0% to 100%",
            "retry.budget.perSecond = \"-1\": is not allowed; allowed: at least 0",
            "circuit.failureRate = \"0.5%\": is not allowed; allowed: from 1% to 100%",
            "circuit.window = \"1500ms\": is not allowed; allowed: whole seconds, from 1s to 1h",
            "circuit.minimumCalls = \"0\": is not allowed; allowed: at least 1",
            "circuit.probes = \"1001\": is not allowed; allowed: from 1 to 1000",
            "circuit.slowCall = \"0s\": is not allowed; allowed: more than 0s, and at most 365d",
            "rateLimit.permits = \"0\": is not allowed; allowed: at least 1",
            "monitoring.interval = \"0s\": is not allowed; allowed: more than 0s, and at most 365d",
            "monitoring.failAfter = \"0\": is not allowed; allowed: at least 1",
            "monitoring.recoverAfter = \"0\": is not allowed; allowed: at least 1",
            "failover.grace = \"366d\": is not allowed; allowed: at most 365d",
            "failover.failBack = \"soon\": is neither a duration nor never; allowed: never, or a whole"
                + " number with a unit: ms, s, m, h, d",
            "failover.maxLag = \"500ms\": is not allowed; allowed: whole seconds, from 1s to 1h",
            "failover.panic = \"200%\": is not allowed; allowed: from 0% to 100%",
            "timeouts.classes.file.total = \"0s\": is not allowed; allowed: more than 0s, and at most"
                + " 365d");
  }

  @Test
  void whatWasWrittenMustFitIntoItsLimit() {
    assertThat(
            wrong(
                "retry: {base: 6s}, circuit: {openFor: 2m, maxOpenFor: 1m},"
                    + " failover: {maxLag: 30s, readOwnWrites: 10s},"
                    + " timeouts: {classes: {file: {total: 1s, attempt: 2s}}}"))
        .extracting(line -> line.replaceFirst("^\\S+ +connections\\.a\\.", ""))
        .containsExactly(
            "retry.base = \"6s\": is not allowed; allowed: at most retry.cap, which is 5s",
            "circuit.openFor = \"2m\": is not allowed; allowed: at most circuit.maxOpenFor, which is"
                + " 1m",
            "failover.readOwnWrites = \"10s\": is not allowed; allowed: 0s, or at least"
                + " failover.maxLag, which is 30s",
            "timeouts.classes.file.attempt = \"2s\": is not allowed; allowed: at most"
                + " timeouts.classes.file.total, which is 1s");
  }

  @Test
  void whatWasLeftOutIsShortenedToItsLimit() {
    ResilienceSettings settings =
        settings("retry: {cap: 10ms}, circuit: {maxOpenFor: 1s}").resilience();

    assertThat(settings.retry().base()).hasMillis(10);
    assertThat(settings.circuit().openFor()).hasSeconds(1);
  }

  @Test
  void unknownSettingsOfAllGroupsAreReported() {
    assertThat(
            wrong(
                "retry: {attempts: 3, budget: {size: 1}}, circuit: {probe: 1}, rateLimit: {permits: 1,"
                    + " per: 1s}, monitoring: {every: 1s}, failover: {mode: x},"
                    + " timeouts: {classes: {file: {connect: 1s}}}"))
        .hasSize(7)
        .allSatisfy(line -> assertThat(line).contains("is not a known setting"))
        .anySatisfy(line -> assertThat(line).endsWith("hint: did you mean probes?"));
  }

  @Test
  void contradictionsThatAreAllowedAreNoted() {
    Loading loading =
        Loading.of(
            text(
                "connections:",
                "  a: {type: Store, url: 'http://a', circuit: {minimumCalls: 2, slowCall: 10s},"
                    + " retry: {budget: {ratio: 0%, perSecond: 0}}, monitoring: {interval: 1s}}",
                "  b: {type: Store, url: 'http://b', circuit: {enabled: false, minimumCalls: 1}}"));

    assertThat(loading.loaded().notes())
        .containsExactly(
            "connections.a.circuit.minimumCalls is 2: so few calls say little, and chance opens the"
                + " circuit; take at least 5",
            "connections.a.circuit.minimumCalls is 2, less than probes, which is 3: it opens on less"
                + " than it takes to close again",
            "connections.a.circuit.slowCall is 10s, not less than timeouts.attempt, which is 10s: no"
                + " success is ever so slow",
            "connections.a.retry.budget allows nothing, so that maxAttempts, which is 3, is of no"
                + " effect: for no retries write maxAttempts: 1",
            "connections.a.monitoring.interval is 1s, less than timeouts.health, which is 2s: a probe"
                + " may take longer than it is to the next one");
  }

  private static OperationLimits limits(int total, int attempt) {
    return new OperationLimits(Duration.ofSeconds(total), Duration.ofSeconds(attempt));
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
