package dev.connections.pooling;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.provider.Connections;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider with one echo connection that tries nothing twice and believes the first answer. */
final class EchoProvider implements AutoCloseable {

  /** Looked through while events arrive. */
  final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();

  private final ConnectionProvider provider;

  /**
   * Opens it.
   *
   * @param settings beside the port, as in {@code "maxSize: 4"}
   */
  EchoProvider(int port, String... settings) {
    provider =
        Connections.builder()
            .register(EchoConnection.TYPE, EchoConnection::new, EchoSettings::bind)
            .configuration(
                ConnectionsConfiguration.ofText(
                    "echo.yaml",
                    """
                    connections:
                      echo:
                        type: Echo
                        timeouts: {total: 20s, attempt: 10s, acquire: 5s, connect: 2s, health: 1s, drain: 5s}
                        retry: {maxAttempts: 1}
                        monitoring: {failAfter: 1, recoverAfter: 1}
                        port: %d
                        %s
                    """
                        .formatted(port, String.join("\n    ", settings))))
            .listener(events::add)
            .open();
  }

  EchoConnection connection() {
    return provider.get("echo", EchoConnection.class);
  }

  /** Closes the connection, and gives borrowers this long. */
  void close(Duration patience) {
    provider.close(patience);
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(1));
  }
}
