package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.internal.connection.Once;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The context of one connection with one endpoint, whose calls are tried once. */
public final class TestContext extends RuntimeContext<TestContext.Settings> {

  record Settings() implements ConnectionConfiguration {}

  public TestContext() {
    this(ConnectionSettings.Bulkhead.DEFAULT);
  }

  public TestContext(ConnectionSettings.Bulkhead bulkhead) {
    super(
        7,
        Settings.class,
        ConnectionSettings.defaults("echo", "Echo")
            .withResilience(Once.SETTINGS)
            .withBulkhead(bulkhead)
            .withTimeouts(
                new Timeouts(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5))));
  }

  public static void await(String what, BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > 10_000_000_000L) {
        throw new AssertionError("Waited in vain: " + what);
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  @Override
  protected List<EndpointContext<Settings>> endpoints() {
    return List.of(new EndpointContext<>("primary", new Settings(), settings()));
  }
}
