package shop;

import acme.AcmeConnection;
import dev.connections.ConnectionConfigurationException;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.Connections;
import java.nio.file.Path;
import javax.annotation.processing.Generated;

/** The connections of {@code Names}, out of a provider. Thread-safe. */
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class OpenNames implements Names, AutoCloseable {
  private static final dev.connections.ConnectionKey<AcmeConnection> CONNECTIONS = dev.connections.ConnectionKey.of("a", AcmeConnection.class);

  private static final dev.connections.ConnectionKey<AcmeConnection> ORDERS = dev.connections.ConnectionKey.of("b", AcmeConnection.class);

  private static final dev.connections.ConnectionKey<AcmeConnection> ORDERS_2 = dev.connections.ConnectionKey.of("c", AcmeConnection.class);

  private static final dev.connections.ConnectionKey<AcmeConnection> KEYS_2 = dev.connections.ConnectionKey.of("d", AcmeConnection.class);

  private static final dev.connections.ConnectionKey<AcmeConnection> NAMES = dev.connections.ConnectionKey.of("e", AcmeConnection.class);

  private static final dev.connections.ConnectionKey<AcmeConnection> __ = dev.connections.ConnectionKey.of("f", AcmeConnection.class);

  private static final java.util.List<? extends dev.connections.ConnectionKey<?>> KEYS = java.util.List.of(CONNECTIONS, ORDERS, ORDERS_2, KEYS_2, NAMES, __);

  private final ConnectionProvider provider;

  private final AcmeConnection Connections2;

  private final AcmeConnection orders;

  private final AcmeConnection ORDERS2;

  private final AcmeConnection KEYS2;

  private final AcmeConnection Names;

  private final AcmeConnection __2;

  /**
   * Takes the connections out of a provider, which {@link #close()} closes.
   *
   * @throws ConnectionConfigurationException if the provider lacks one of them
   */
  public OpenNames(ConnectionProvider provider) {
    provider.require(KEYS);
    this.provider = provider;
    this.Connections2 = provider.get(CONNECTIONS);
    this.orders = provider.get(ORDERS);
    this.ORDERS2 = provider.get(ORDERS_2);
    this.KEYS2 = provider.get(KEYS_2);
    this.Names = provider.get(NAMES);
    this.__2 = provider.get(__);
  }

  /** Opens what a YAML or JSON file configures. The caller closes it. */
  public static OpenNames open(Path file) {
    return open(ConnectionsConfiguration.of(file));
  }

  /** Opens what is configured. The caller closes it. */
  public static OpenNames open(ConnectionsConfiguration configuration) {
    ConnectionProvider provider =
        Connections.builder()
            .configuration(configuration)
            .types(shop.ConnectionTypes.source())
            .require(KEYS)
            .open();
    try {
      return new OpenNames(provider);
    } catch (java.lang.RuntimeException | Error failure) {
      try {
        provider.close();
      } catch (java.lang.RuntimeException closing) {
        failure.addSuppressed(closing);
      }
      throw failure;
    }
  }

  @java.lang.Override
  public AcmeConnection Connections() {
    return Connections2;
  }

  @java.lang.Override
  public AcmeConnection orders() {
    return orders;
  }

  @java.lang.Override
  public AcmeConnection ORDERS() {
    return ORDERS2;
  }

  @java.lang.Override
  public AcmeConnection KEYS() {
    return KEYS2;
  }

  @java.lang.Override
  public AcmeConnection Names() {
    return Names;
  }

  @java.lang.Override
  public AcmeConnection __() {
    return __2;
  }

  /** Where the connections come from. */
  public ConnectionProvider provider() {
    return provider;
  }

  /** Closes the provider, and with it every connection. */
  @java.lang.Override
  public void close() {
    provider.close();
  }
}
