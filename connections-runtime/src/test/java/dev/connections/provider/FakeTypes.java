package dev.connections.provider;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.registry.ConnectionTypeSource;
import java.util.List;

/** A registry as the processor would write it, with three types that reach a fake system. */
final class FakeTypes implements ConnectionTypeSource {

  static final ConnectionTypeDescriptor<FakeConnection, FakeConfiguration> FAKE =
      descriptor(901, "Fake", "Fakes");
  static final ConnectionTypeDescriptor<FakeConnection, FakeConfiguration> TWIN =
      descriptor(902, "Twin", "Fakes");
  static final ConnectionTypeDescriptor<FakeConnection, FakeConfiguration> COLLECTOR =
      ConnectionTypeDescriptor.<FakeConnection, FakeConfiguration>builder(
              903, "Collector", "Telemetry")
          .closeLast()
          .build(new FakeClasses());

  /** A url that ends with this and a name uses the connection of that name. */
  private static final String USES = "?uses=";

  private final ConnectionFactory<FakeConnection, FakeConfiguration> factory;

  FakeTypes(FakeSystem system) {
    this.factory = new FakeConnectionFactory(system);
  }

  static ConnectionTypeDescriptor<FakeConnection, FakeConfiguration> descriptor(
      int id, String name, String category) {
    return ConnectionTypeDescriptor.<FakeConnection, FakeConfiguration>builder(id, name, category)
        .build(new FakeClasses());
  }

  @Override
  public List<ConnectionTypeDescriptor<?, ?>> types() {
    return List.of(FAKE, TWIN, COLLECTOR);
  }

  @Override
  public ConnectionFactory<?, ?> factory(ConnectionTypeDescriptor<?, ?> type) {
    return factory;
  }

  @Override
  public ConfigurationBinder<?> binder(ConnectionTypeDescriptor<?, ?> type) {
    return FakeConfiguration::bind;
  }

  private static final class FakeClasses implements ConnectionTypeDescriptor.Classes {
    @Override
    public Class<?> connectionClass(int id) {
      return FakeConnection.class;
    }

    @Override
    public Class<?> configurationClass(int id) {
      return FakeConfiguration.class;
    }
  }

  /** Makes fake handles and keeps their names. */
  record FakeConnectionFactory(FakeSystem system)
      implements ConnectionFactory<FakeConnection, FakeConfiguration> {

    @Override
    public FakeConnection create(ConnectionContext<FakeConfiguration> context) {
      system.handles.add(context.name());
      String url = context.configuration().url();
      if (url.contains(USES)) {
        String used = url.substring(url.indexOf(USES) + USES.length());
        system.used.put(context.name(), context.connection(used, FakeConnection.class));
      }
      return new FakeHandle(context.core(made -> system.endpoint(context.name())));
    }
  }
}
