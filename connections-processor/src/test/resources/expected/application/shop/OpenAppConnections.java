package shop;

import acme.AcmeConnection;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.provider.Connections;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.annotation.processing.Generated;

/** The connections of {@code AppConnections}, out of a provider. Thread-safe. */
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class OpenAppConnections implements AppConnections, AutoCloseable {
  private static final ConnectionKey<AcmeConnection> ORDERS = ConnectionKey.of("orders-db", AcmeConnection.class);

  private static final ConnectionKey<AcmeConnection> STOCK = ConnectionKey.of("stock-db", AcmeConnection.class);

  private static final List<? extends ConnectionKey<?>> KEYS = List.of(ORDERS, STOCK);

  private final ConnectionProvider provider;

  private final AcmeConnection orders;

  private final AcmeConnection stock;

  /**
   * Takes the connections out of a provider, which {@link #close()} closes.
   *
   * @throws ConnectionConfigurationException if the provider lacks one of them
   */
  public OpenAppConnections(ConnectionProvider provider) {
    provider.require(KEYS);
    this.provider = provider;
    this.orders = provider.get(ORDERS);
    this.stock = provider.get(STOCK);
  }

  /** Opens what a YAML or JSON file configures. The caller closes it. */
  public static OpenAppConnections open(Path file, Clock clock, Clock auditClock,
      List<String> list) {
    return open(ConnectionsConfiguration.of(file), clock, auditClock, list);
  }

  /** Opens what is configured. The caller closes it. */
  public static OpenAppConnections open(ConnectionsConfiguration configuration, Clock clock,
      Clock auditClock, List<String> list) {
    ConnectionProvider provider =
        Connections.builder()
            .configuration(configuration)
            .types(ConnectionTypes.source(() -> clock, () -> auditClock, () -> list))
            .require(KEYS)
            .open();
    try {
      return new OpenAppConnections(provider);
    } catch (RuntimeException | Error failure) {
      try {
        provider.close();
      } catch (RuntimeException closing) {
        failure.addSuppressed(closing);
      }
      throw failure;
    }
  }

  @Override
  public AcmeConnection orders() {
    return orders;
  }

  @Override
  public AcmeConnection stock() {
    return stock;
  }

  /** Where the connections come from. */
  public ConnectionProvider provider() {
    return provider;
  }

  /** Closes the provider, and with it every connection. */
  @Override
  public void close() {
    provider.close();
  }
}
