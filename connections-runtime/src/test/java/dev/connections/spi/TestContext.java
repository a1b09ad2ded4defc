package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.internal.connection.Once;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import java.time.Duration;
import java.util.List;

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

  @Override
  protected List<EndpointContext<Settings>> endpoints() {
    return List.of(new EndpointContext<>("primary", new Settings(), settings()));
  }
}
