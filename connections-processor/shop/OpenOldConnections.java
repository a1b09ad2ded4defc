package shop;

import acme.AcmeConnection;
import dev.connections.ConnectionConfigurationException;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.Connections;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.Generated;

/** The connections of {@code OldConnections}, out of a provider. Thread-safe. */
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class OpenOldConnections implements OldConnections, AutoCloseable {
  private static final ConnectionKey<AcmeConnection> ORDERS = ConnectionKey.of("orders-db", AcmeConnection.class);

  private static final List<? extends ConnectionKey<?>> KEYS = List.of(ORDERS);

  private final ConnectionProvider provider;

  private final AcmeConnection orders;

  /**
   * Takes the connections out of a provider, which {@link #close()} closes.
   *
   * @throws ConnectionConfigurationException if the provider lacks one of them
   */
  public OpenOldConnections(ConnectionProvider provider) {
    provider.require(KEYS);
    this.provider = provider;
    this.orders = provider.get(ORDERS);
  }

  /** Opens what a YAML or JSON file configures. The caller closes it. */
  public static OpenOldConnections open(Path file, List list) {
    return open(ConnectionsConfiguration.of(file), list);
  }

  /** Opens what is configured. The caller closes it. */
  public static OpenOldConnections open(ConnectionsConfiguration configuration, List list) {
    ConnectionProvider provider =
        Connections.builder()
            .configuration(configuration)
            .types(ConnectionTypes.source(() -> list))
            .require(KEYS)
            .open();
    try {
      return new OpenOldConnections(provider);
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
