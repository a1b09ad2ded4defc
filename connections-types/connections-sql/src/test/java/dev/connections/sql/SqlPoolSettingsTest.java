package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlPoolSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0  |    | PT15M  |       |       |      | maxSize must be at least 1, but was 0
          5  | 50 | PT15M  |       |       |      | minIdle must be from 0 to maxSize (5), but was 50; HikariCP 7.1 would use maxSize
          5  | -1 | PT15M  |       |       |      | minIdle must be from 0 to maxSize (5), but was -1; HikariCP 7.1 would use maxSize
          10 |    | PT5S   |       |       |      | maxLifetime must be from 30s to 525600m, but was 5s; HikariCP 7.1 would use 30m instead
          10 |    | PT15M  | PT10S |       |      | keepalive must be from 30s to 899999ms, but was 10s; HikariCP 7.1 would switch it off
          10 |    | PT15M  | PT15M |       |      | keepalive must be from 30s to 899999ms, but was 15m; HikariCP 7.1 would switch it off
          10 | 2  | PT15M  |       | PT9S  |      | idleTimeout must be from 10s to 899s, but was 9s; HikariCP 7.1 would use another value or none
          10 | 2  | PT15M  |       | PT15M |      | idleTimeout must be from 10s to 899s, but was 15m; HikariCP 7.1 would use another value or none
          10 |    | PT15M  |       | PT1M  |      | idleTimeout has no effect where minIdle is maxSize (10); leave it out or lower minIdle
          10 |    | PT15M  |       |       | PT1S | leakThreshold must be from 2s to 15m, but was 1s; HikariCP 7.1 would switch it off
          10 |    | PT15M  |       |       | PT1H | leakThreshold must be from 2s to 15m, but was 60m; HikariCP 7.1 would switch it off
          10 |    | PT30.0005S |   |       |      | maxLifetime must be whole milliseconds, but was PT30.0005S
          """)
  void whatHikariWouldChangeIsRefused(
      int maxSize,
      Integer minIdle,
      Duration maxLifetime,
      Duration keepalive,
      Duration idleTimeout,
      Duration leakThreshold,
      String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SqlPoolSettings(
                    maxSize,
                    Optional.ofNullable(minIdle),
                    maxLifetime,
                    Optional.ofNullable(keepalive),
                    Optional.ofNullable(idleTimeout),
                    Optional.ofNullable(leakThreshold)))
        .withMessage(message);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SqlPoolSettings(
                    5,
                    Optional.of(50),
                    Duration.ofSeconds(5),
                    Optional.of(Duration.ofSeconds(10)),
                    Optional.empty(),
                    Optional.of(Duration.ofSeconds(1))))
        .withMessageContainingAll("minIdle", "maxLifetime", "keepalive", "leakThreshold");
  }

  @Test
  void aLifetimeBeyondAllMeasureIsRefusedInsteadOfOverflowing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lifetime(Duration.ofSeconds(Long.MAX_VALUE)))
        .withMessageContaining("maxLifetime must be from 30s");
  }

  private static SqlPoolSettings lifetime(Duration lifetime) {
    return new SqlPoolSettings(
        10, Optional.empty(), lifetime, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
