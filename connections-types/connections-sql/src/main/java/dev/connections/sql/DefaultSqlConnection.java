package dev.connections.sql;

import dev.connections.ConnectionConfiguration;
import dev.connections.Effect;
import dev.connections.LeaseFunction;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.TransientConnectionException;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.CoreConnection;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.Permit;
import dev.connections.spi.settings.ConnectionSettings;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connection users hold: the runtime's core above, the endpoint's pool below. */
final class DefaultSqlConnection extends CoreConnection<DataSource> implements SqlConnection {

  private static final String ONCE =
      "a transaction is run once, unless its options allow more:"
          + " TransactionOptions.repeatable(n)";

  private final ConnectionCore<SqlEndpoint> core;
  private final DataSource client;

  private DefaultSqlConnection(ConnectionCore<SqlEndpoint> core) {
    this.core = core;
    this.client = new ClientDataSource(core);
  }

  static <S extends ConnectionConfiguration> SqlConnection create(
      ConnectionContext<S> context, Function<S, SqlTarget> targets) {
    TimeSource time = context.time();
    return new DefaultSqlConnection(context.core(endpoint -> endpoint(endpoint, targets, time)));
  }

  private static <S extends ConnectionConfiguration> SqlEndpoint endpoint(
      EndpointContext<S> endpoint, Function<S, SqlTarget> targets, TimeSource time) {
    ConnectionSettings settings = endpoint.settings();
    SqlTarget target = targets.apply(endpoint.configuration());
    settings
        .bulkhead()
        .maxConcurrent()
        .ifPresent(limit -> checkLimit(settings.name(), limit, target.pool().maxSize()));
    return new SqlEndpoint(settings, target.pool(), target.readOnly(), target.dialect(), time);
  }

  /** More permits than connections would make callers wait where closing cannot wake them. */
  private static void checkLimit(String name, int maxConcurrent, int maxSize) {
    if (maxConcurrent > maxSize) {
      throw new ConnectionConfigurationException(
          Diagnosis.of(
                  name,
                  "bulkhead.maxConcurrent must be at most pool.maxSize (%d), but was %d"
                      .formatted(maxSize, maxConcurrent))
              .nextStep("Leave bulkhead.maxConcurrent out, or raise pool.maxSize")
              .build(),
          null);
    }
  }

  @Override
  public <T extends @Nullable Object> T execute(
      Operation operation, LeaseFunction<? super Connection, T> work) {
    return core.joinable() instanceof SqlTransaction open
        ? join(open, operation, work)
        : core.execute(operation, (endpoint, scope) -> alone(endpoint, scope, work));
  }

  private <T extends @Nullable Object> T join(
      SqlTransaction open, Operation operation, LeaseFunction<? super Connection, T> work) {
    try {
      return core.join(operation, (endpoint, scope) -> work.apply(open.jdbc()));
    } catch (RuntimeException | Error told) { // what the caller is told has no data in its causes
      open.failed(operation, told);
      throw told;
    }
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      Operation operation, LeaseFunction<? super Connection, T> work) {
    return core.executeAsync(operation, (endpoint, scope) -> alone(endpoint, scope, work));
  }

  private <T extends @Nullable Object> T alone(
      SqlEndpoint endpoint, AttemptScope scope, LeaseFunction<? super Connection, T> work)
      throws Exception {
    Loan loan = endpoint.lend(scope, isRead(scope.operation()));
    try {
      loan.works();
      T value = work.apply(GuardedConnection.lent(loan));
      loan.checkCompleted();
      if (!isRead(scope.operation()) && loan.isInTransaction()) {
        throw new IllegalStateException(uncommitted(scope.operation()));
      }
      return value;
    } finally {
      loan.giveBack();
    }
  }

  private String uncommitted(Operation operation) {
    return name()
        + ", operation '"
        + operation.name()
        + "': the work ended with a transaction open, which was rolled back; commit in the work, or"
        + " use inTransaction, or make the operation a READ";
  }

  @Override
  public <T extends @Nullable Object> T inTransaction(
      Operation operation, TransactionOptions options, LeaseFunction<? super Connection, T> work) {
    Operation repeatable = repeatable(operation, options);
    if (options.separate()) {
      return core.executeBeside(
          repeatable, (endpoint, scope) -> block(endpoint, scope, options, work));
    }
    if (core.joinable() instanceof SqlTransaction open) {
      open.check(operation, options);
      return join(open, operation, work);
    }
    return core.execute(repeatable, (endpoint, scope) -> block(endpoint, scope, options, work));
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> inTransactionAsync(
      Operation operation, TransactionOptions options, LeaseFunction<? super Connection, T> work) {
    return core.executeAsync(
        repeatable(operation, options), (endpoint, scope) -> block(endpoint, scope, options, work));
  }

  private static Operation repeatable(Operation operation, TransactionOptions options) {
    return options.maxAttempts() > 1 ? operation.maxAttempts(options.maxAttempts()) : operation;
  }

  private <T extends @Nullable Object> T block(
      SqlEndpoint endpoint,
      AttemptScope scope,
      TransactionOptions options,
      LeaseFunction<? super Connection, T> work)
      throws Exception {
    boolean readOnly = options.readOnly() || isRead(scope.operation());
    Loan loan = endpoint.lend(scope, readOnly);
    try {
      loan.begin(options.isolation());
      if (options.maxAttempts() == 1) {
        scope.notRepeatable(ONCE);
      }
      SqlTransaction open =
          new SqlTransaction(
              name(), scope.operation(), options, readOnly, GuardedConnection.inTransaction(loan));
      scope.joinable(open);
      loan.works();
      T value = work.apply(open.jdbc());
      open.checkCommittable();
      loan.commit();
      return value;
    } catch (Exception | Error failure) {
      loan.rollbackAfter(failure);
      throw failure;
    } finally {
      loan.giveBack();
    }
  }

  private static boolean isRead(Operation operation) {
    return operation.effect() == Effect.READ;
  }

  @Override
  public SqlLease lease(Operation operation) {
    Permit<SqlEndpoint> permit = core.admit(operation);
    Loan loan = permit.endpoint().lend(permit, isRead(operation));
    return new HeldSqlLease(name(), operation.name(), loan, permit);
  }

  @Override
  protected ConnectionCore<?> core() {
    return core;
  }

  @Override
  public DataSource client() {
    try {
      core.connect();
    } catch (TransientConnectionException away) {
      // Libraries are wired with the client at start: its use fails until the server is there.
    }
    return client;
  }
}
