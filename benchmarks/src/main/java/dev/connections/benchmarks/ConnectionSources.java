package dev.connections.benchmarks;

import java.io.IOException;

/** Small connection types, as a user would write them: a type, its factory, and a record. */
final class ConnectionSources {

  /** How many types have one record; one factory in a hundred needs something injected. */
  enum Shape {
    RECORD_PER_TYPE,
    RECORD_PER_TEN_TYPES
  }

  private static final String RECORD =
      """
      import dev.connections.ConnectionConfiguration;
      import dev.connections.annotations.DefaultValue;
      import java.time.Duration;

      public record Configuration%1$d(
          String url, @DefaultValue("10") int size, @DefaultValue("5s") Duration patience)
          implements ConnectionConfiguration {}
      """;

  private static final String TYPE =
      """
      import dev.connections.ManagedConnection;
      import dev.connections.annotations.ConnectionType;
      import dev.connections.spi.ConnectionContext;
      import dev.connections.spi.ConnectionFactory;
      import dev.connections.spi.ConnectionTypeBase;

      @ConnectionType(
          id = %2$d, name = "Type%1$d", category = "Category%3$d", description = "Number %1$d.",
          provider = "org.library%3$d", dataStores = "Store%1$d")
      public final class Type%1$d
          extends ConnectionTypeBase<SomeConnection, Configuration%4$d, Type%1$d.Factory> {
        public static final class Factory
            implements ConnectionFactory<SomeConnection, Configuration%4$d> {
          %5$s
          @Override
          public SomeConnection create(ConnectionContext<Configuration%4$d> context) {
            throw new UnsupportedOperationException();
          }
        }
      }
      """;

  private ConnectionSources() {}

  static void write(SourceTree sources, int types, Shape shape) throws IOException {
    sources.add(
        "SomeConnection",
        "public interface SomeConnection extends"
            + " dev.connections.ManagedConnection<String> {}\n");
    sources.add("Root", "@dev.connections.annotations.ConnectionRegistry\nfinal class Root {}\n");
    for (int i = 0; i < types; i++) {
      int record = shape == Shape.RECORD_PER_TYPE ? i : i / 10;
      if (shape == Shape.RECORD_PER_TYPE || i % 10 == 0) {
        sources.add("Configuration" + record, RECORD.formatted(record));
      }
      String constructor =
          i % 100 == 0 ? "public Factory(java.time.Clock clock) {}\n" : "public Factory() {}\n";
      sources.add("Type" + i, TYPE.formatted(i, (i + 1) * 10, i % 20, record, constructor));
    }
  }

  /** A component over the generated module. */
  static void writeComponent(SourceTree sources) throws IOException {
    sources.add(
        "App",
        """
        import dagger.Component;
        import dagger.Module;
        import dagger.Provides;
        import dev.connections.ConnectionProvider;
        import dev.connections.ConnectionsConfiguration;
        import jakarta.inject.Singleton;
        import java.nio.file.Path;
        import java.time.Clock;

        @Singleton
        @Component(modules = {ConnectionTypesModule.class, App.Wiring.class})
        interface App {
          ConnectionProvider connections();

          @Module
          interface Wiring {
            @Provides
            static ConnectionsConfiguration configuration() {
              return ConnectionsConfiguration.of(Path.of("connections.yaml"));
            }

            @Provides
            static Clock clock() {
              return Clock.systemUTC();
            }
          }
        }
        """);
  }
}
