package dev.connections.sql.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.internal.failure.EvictionRule;
import dev.connections.sql.internal.failure.SqlErrors;
import dev.connections.sql.internal.failure.SqlStateFailures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HikariSettingsTest {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration YEAR = Duration.ofDays(365);

  static Stream<SqlPoolSettings> extremes() {
    return Stream.of(
        SqlPoolSettings.DEFAULT,
        SqlPoolSettings.ofSize(1),
        pool(1, 0, Duration.ofSeconds(30), null, null, Duration.ofSeconds(2)),
        pool(1, 1, Duration.ofSeconds(30), null, null, Duration.ofSeconds(30)),
        pool(50, 0, Duration.ofSeconds(31), Duration.ofSeconds(30), Duration.ofSeconds(10), null),
        pool(50, 49, Duration.ofSeconds(31), null, Duration.ofSeconds(30), null),
        pool(2, 1, Duration.ofSeconds(11).plusSeconds(19), null, null, null),
        pool(2, 0, YEAR, YEAR.minus(MILLI), YEAR.minusSeconds(1), YEAR),
        pool(2, 2, YEAR, Duration.ofSeconds(30), null, null));
  }

  static Stream<Arguments> extremesWithTimeouts() {
    Timeouts shortest = new Timeouts(MILLI, MILLI, MILLI, MILLI, MILLI, MILLI);
    Timeouts longest =
        new Timeouts(YEAR, YEAR, YEAR, YEAR, YEAR.multipliedBy(100), YEAR.multipliedBy(100));
    return extremes()
        .flatMap(
            pool ->
                Stream.of(Timeouts.DEFAULT, shortest, longest)
                    .map(timeouts -> Arguments.of(pool, timeouts)));
  }

  @ParameterizedTest
  @MethodSource("extremesWithTimeouts")
  void hikariFindsNothingToChange(SqlPoolSettings pool, Timeouts timeouts) {
    HikariConfig hikari =
        HikariSettings.of(
            "orders-db",
            pool,
            timeouts,
            new JdbcDataSource(),
            new EvictionRule(new SqlStateFailures(List.of(), SqlErrors.STANDARD)));
    Map<String, Object> asked = values(hikari);

    hikari.validate();

    assertThat(values(hikari)).isEqualTo(asked);
    assertThat(asked)
        .containsEntry("maximumPoolSize", pool.maxSize())
        .containsEntry("maxLifetime", pool.maxLifetime().toMillis());
    pool.keepalive()
        .ifPresent(value -> assertThat(hikari.getKeepaliveTime()).isEqualTo(value.toMillis()));
    pool.idleTimeout()
        .ifPresent(value -> assertThat(hikari.getIdleTimeout()).isEqualTo(value.toMillis()));
    pool.leakThreshold()
        .ifPresent(
            value -> assertThat(hikari.getLeakDetectionThreshold()).isEqualTo(value.toMillis()));
    pool.minIdle().ifPresent(value -> assertThat(hikari.getMinimumIdle()).isEqualTo(value));
  }

  @Test
  void defaultsFitTheLifetime() {
    assertThat(HikariSettings.keepalive(SqlPoolSettings.DEFAULT)).isEqualTo(Duration.ofMinutes(2));
    assertThat(HikariSettings.keepalive(lifetime(Duration.ofSeconds(80))))
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(HikariSettings.keepalive(lifetime(Duration.ofSeconds(40)))).isZero();
  }

  private static SqlPoolSettings lifetime(Duration lifetime) {
    return new SqlPoolSettings(
        10, Optional.empty(), lifetime, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Everything that HikariCP's validation touches, and what it might one day. */
  private static Map<String, Object> values(HikariConfig hikari) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("poolName", hikari.getPoolName());
    values.put("maximumPoolSize", hikari.getMaximumPoolSize());
    values.put("minimumIdle", hikari.getMinimumIdle());
    values.put("maxLifetime", hikari.getMaxLifetime());
    values.put("keepaliveTime", hikari.getKeepaliveTime());
    values.put("idleTimeout", hikari.getIdleTimeout());
    values.put("leakDetectionThreshold", hikari.getLeakDetectionThreshold());
    values.put("connectionTimeout", hikari.getConnectionTimeout());
    values.put("validationTimeout", hikari.getValidationTimeout());
    values.put("initializationFailTimeout", hikari.getInitializationFailTimeout());
    values.put("autoCommit", hikari.isAutoCommit());
    values.put("registerMbeans", hikari.isRegisterMbeans());
    return values;
  }

  private static SqlPoolSettings pool(
      int maxSize,
      int minIdle,
      Duration maxLifetime,
      @Nullable Duration keepalive,
      @Nullable Duration idleTimeout,
      @Nullable Duration leakThreshold) {
    return new SqlPoolSettings(
        maxSize,
        Optional.of(minIdle),
        maxLifetime,
        Optional.ofNullable(keepalive),
        Optional.ofNullable(idleTimeout),
        Optional.ofNullable(leakThreshold));
  }
}
