package dev.connections.internal.connection;

import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.time.Duration;
import java.util.Optional;

/** Settings for tests of single attempts: nothing is tried twice, and one answer is enough. */
public final class Once {

  /** One attempt, and health changes with one answer. */
  public static final ResilienceSettings SETTINGS =
      new ResilienceSettings(
          Retry.NONE,
          Circuit.DEFAULT,
          Optional.empty(),
          new Monitoring(Duration.ofSeconds(30), 1, 1),
          Failover.DEFAULT);

  private Once() {}
}
