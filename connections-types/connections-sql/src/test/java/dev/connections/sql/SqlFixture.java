package dev.connections.sql;

import dev.connections.CloseReport;
import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.resilience.ManagedCore;
import dev.connections.internal.resilience.Watchdog;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionSettings;
import dev.connections.spi.ConnectionSettings.Bulkhead;
import dev.connections.spi.ConnectionSettings.Startup;
import dev.connections.spi.ConnectionSettings.Timeouts;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Redactor;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One connection on the runtime's core, without a provider. Its redactor hides nothing, so that
 * tests see what would leak if there were none.
 */
final class SqlFixture implements AutoCloseable {

  static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10));

  private final Watchdog watchdog = new Watchdog(TimeSource.system());
  private final EventHub events = new EventHub();
  private @Nullable ManagedCore core;
  private @Nullable SqlConnection connection;

  private SqlFixture() {}

  static SqlFixture of(PostgreSqlConfiguration configuration) {
    return of(configuration, TIMEOUTS);
  }

  static SqlFixture of(PostgreSqlConfiguration configuration, Timeouts timeouts) {
    return make(
        SqlTypes.POSTGRE_SQL,
        new PostgreSqlConnectionFactory(),
        configuration,
        timeouts,
        Bulkhead.DEFAULT);
  }

  static SqlFixture of(H2Configuration configuration) {
    return of(configuration, Bulkhead.DEFAULT);
  }

  static SqlFixture of(H2Configuration configuration, Bulkhead bulkhead) {
    return make(SqlTypes.H2, new H2ConnectionFactory(), configuration, TIMEOUTS, bulkhead);
  }

  private static <S extends ConnectionConfiguration> SqlFixture make(
      ConnectionTypeDescriptor<SqlConnection, S> type,
      ConnectionFactory<SqlConnection, S> factory,
      S configuration,
      Timeouts timeouts,
      Bulkhead bulkhead) {
    SqlFixture fixture = new SqlFixture();
    ConnectionSettings settings =
        new ConnectionSettings(
            "orders-db", type.name(), OptionalInt.empty(), Startup.LAZY, false, timeouts, bulkhead);
    fixture.connection = factory.create(fixture.new Context<>(type, configuration, settings));
    return fixture;
  }

  SqlConnection connection() {
    return Objects.requireNonNull(connection);
  }

  CloseReport.Entry close(Duration deadline) {
    return Objects.requireNonNull(core).close(Deadline.after(deadline, TimeSource.system()));
  }

  @Override
  public void close() {
    if (core != null) {
      close(Duration.ofSeconds(5));
    }
    watchdog.close();
    events.close(Duration.ofSeconds(1));
  }

  private final class Context<S extends ConnectionConfiguration> implements ConnectionContext<S> {
    private final ConnectionTypeDescriptor<?, ?> type;
    private final S configuration;
    private final ConnectionSettings settings;

    Context(ConnectionTypeDescriptor<?, ?> type, S configuration, ConnectionSettings settings) {
      this.type = type;
      this.configuration = configuration;
      this.settings = settings;
    }

    @Override
    public String name() {
      return settings.name();
    }

    @Override
    public ConnectionTypeDescriptor<?, ?> type() {
      return type;
    }

    @Override
    public S configuration() {
      return configuration;
    }

    @Override
    public ConnectionSettings settings() {
      return settings;
    }

    @Override
    public TimeSource time() {
      return TimeSource.system();
    }

    @Override
    public Redactor redactor() {
      return new Redactor() {
        @Override
        public String redact(String text) {
          return text;
        }

        @Override
        public @Nullable Throwable redact(@Nullable Throwable throwable) {
          return throwable;
        }
      };
    }

    @Override
    public ConnectionCore core(Endpoint endpoint) {
      ManagedCore made =
          new ManagedCore(
              name(),
              name() + "-1",
              type,
              settings,
              endpoint,
              time(),
              redactor(),
              events,
              watchdog);
      core = made;
      return made;
    }
  }
}
