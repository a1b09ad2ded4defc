package dev.connections.sql.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.Deadline;
import dev.connections.Effect;
import dev.connections.LeaseFunction;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.ClientConnection;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.Permit;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.spi.uses.DedicatedPool;
import dev.connections.sql.CommitLook;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.TransactionWork;
import dev.connections.sql.internal.dialect.SqlTarget;
import dev.connections.sql.internal.guard.GuardedConnection;
import dev.connections.sql.internal.pool.Loan;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connection users hold: the runtime's part above, pools below. A database that has more than
 * SQL, such as notifications, extends it. Thread-safe.
 */
public class DefaultSqlConnection extends ClientConnection<DataSource, SqlClient, SqlServer>
    implements SqlConnection {

  private static final String ONCE =
      "a transaction is run once, unless its options allow more:"
          + " TransactionOptions.repeatable(n)";

  private final DataSource client;

  /**
   * A connection that is not open yet.
   *
   * @param readOnly whether an endpoint is configured to reject writes
   * @param targets reads the configuration of an endpoint
   */
  public <S extends ConnectionConfiguration> DefaultSqlConnection(
      ConnectionContext<S> context, Predicate<S> readOnly, Function<S, SqlTarget> targets) {
    super(
        context,
        endpoint ->
            new SqlServer(
                endpoint.settings(),
                targets.apply(endpoint.configuration()),
                writes(endpoint, readOnly),
                context.time()));
    this.client = new ClientDataSource(core());
  }

  private static <S extends ConnectionConfiguration> Writes writes(
      EndpointContext<S> endpoint, Predicate<S> readOnly) {
    if (!readOnly.test(endpoint.configuration())) {
      return Writes.ALLOWED;
    }
    return endpoint.allEndpoints().stream().allMatch(readOnly) ? Writes.UNWANTED : Writes.REJECTED;
  }

  /** With those below it. */
  @Override
  protected String implementationPackage() {
    return "dev.connections.sql.";
  }

  @Override
  protected SqlClient openClient(SqlServer server, Deadline deadline) throws Exception {
    return server.open(deadline);
  }

  @Override
  protected ServerMetadata firstAnswer(SqlClient client, Deadline deadline) {
    return client.metadata();
  }

  @Override
  protected ServerMetadata probeClient(SqlClient client, Deadline deadline) throws SQLException {
    client.probe(deadline);
    return client.metadata();
  }

  @Override
  protected boolean isWritable(SqlClient client, Deadline deadline) throws SQLException {
    return client.isWritable(deadline);
  }

  @Override
  protected boolean tellsPosition(SqlServer server) {
    return server.tellsPosition();
  }

  @Override
  protected long position(SqlClient client, Deadline deadline) throws SQLException {
    return client.position(deadline);
  }

  @Override
  protected Set<String> addresses(SqlServer server) throws UnknownHostException {
    return server.addresses();
  }

  @Override
  protected PoolStatistics pool(SqlClient client) {
    return client.statistics();
  }

  @Override
  protected void abortClient(SqlClient client) {
    client.abort();
  }

  @Override
  protected void closeClient(SqlClient client) {
    client.close();
  }

  @Override
  protected int capacity(SqlServer server) {
    return server.capacity();
  }

  @Override
  protected FailureClassifier failures(SqlServer server) {
    return server.failures();
  }

  @Override
  public <T extends @Nullable Object> T execute(
      Operation operation, LeaseFunction<? super Connection, T> work) {
    return core().joinable() instanceof SqlTransaction open
        ? join(open, operation, work)
        : call(operation, (client, scope) -> alone(client, scope, work));
  }

  private <T extends @Nullable Object> T join(
      SqlTransaction open, Operation operation, LeaseFunction<? super Connection, T> work) {
    try {
      return core().join(operation, (endpoint, scope) -> work.apply(open.jdbc()));
    } catch (RuntimeException | Error told) { // what the caller is told has no data in its causes
      open.failed(operation, told);
      throw told;
    }
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      Operation operation, LeaseFunction<? super Connection, T> work) {
    return callAsync(operation, (client, scope) -> alone(client, scope, work));
  }

  private <T extends @Nullable Object> T alone(
      SqlClient client, AttemptScope scope, LeaseFunction<? super Connection, T> work)
      throws Exception {
    Loan loan = client.lend(scope, isRead(scope.operation()));
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
      Operation operation, TransactionOptions options, TransactionWork<T> work) {
    Operation repeatable = repeatable(operation, options);
    if (!options.separate() && core().joinable() instanceof SqlTransaction open) {
      open.check(operation, options);
      return join(open, operation, jdbc -> work.apply(jdbc, open.attempt()));
    }
    AtomicInteger runs = new AtomicInteger();
    return options.separate()
        ? core()
            .executeWithOwnPermit(
                repeatable,
                (endpoint, scope) -> block(endpoint.client(), scope, options, runs, work))
        : call(repeatable, (client, scope) -> block(client, scope, options, runs, work));
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> inTransactionAsync(
      Operation operation, TransactionOptions options, TransactionWork<T> work) {
    AtomicInteger runs = new AtomicInteger();
    return callAsync(
        repeatable(operation, options),
        (client, scope) -> block(client, scope, options, runs, work));
  }

  /**
   * The operation with as many attempts as the block has.
   *
   * @throws IllegalArgumentException if the options contradict it
   */
  private Operation repeatable(Operation operation, TransactionOptions options) {
    if (options.look() != null && isRead(operation)) {
      throw contradiction(
          operation, "verifiedBy looks for what was written, but a READ operation writes nothing");
    }
    int attempts = operation.maxAttempts();
    if (attempts != 0 && attempts < options.maxAttempts()) {
      throw contradiction(
          operation,
          "repeatable(%d) allows more runs than its maxAttempts(%d)"
              .formatted(options.maxAttempts(), attempts));
    }
    return options.maxAttempts() > 1 ? operation.maxAttempts(options.maxAttempts()) : operation;
  }

  private IllegalArgumentException contradiction(Operation operation, String what) {
    return new IllegalArgumentException(
        name() + ", operation '" + operation.name() + "': " + what + "; leave one of them out");
  }

  private <T extends @Nullable Object> T block(
      SqlClient client,
      AttemptScope scope,
      TransactionOptions options,
      AtomicInteger runs,
      TransactionWork<T> work)
      throws Exception {
    boolean readOnly = options.readOnly() || isRead(scope.operation());
    Loan loan = client.lend(scope, readOnly);
    try {
      loan.begin(options.isolation());
      if (options.maxAttempts() == 1) {
        scope.notRepeatable(ONCE);
      }
      JoinedFailures failures = new JoinedFailures();
      SqlTransaction open =
          new SqlTransaction(
              name(),
              scope.operation(),
              options,
              readOnly,
              runs.incrementAndGet(),
              GuardedConnection.inTransaction(loan, failures),
              failures);
      scope.joinable(open);
      loan.works();
      T value = work.apply(open.jdbc(), open.attempt());
      open.checkCommittable();
      CommitLook look = options.look();
      if (look == null) {
        loan.commit();
      } else {
        new VerifiedCommit(core(), client, scope, look).commit(loan);
      }
      return value;
    } catch (Exception | Error failure) {
      loan.rollbackAfter(failure);
      throw failure;
    } finally {
      loan.giveBack();
    }
  }

  @Override
  protected List<DedicatedPool<?>> dedicated(SqlServer server) {
    return List.of(new OwnSessions(server));
  }

  /** Takes a session next to the pool, for as long as the caller likes. */
  protected final DedicatedLease<Connection> leaseSession(Operation operation) {
    return leaseDedicated(OwnSessions.NAME, Connection.class, operation);
  }

  /**
   * Keeps something open that needs a session of its own: there is one wherever the connection's
   * server is now.
   *
   * @param name what it is called in events, snapshots and logs; holds no values
   */
  protected final ManagedSubscription keepSession(String name, SessionUse use) {
    return subscribe(
        name,
        (client, scope, deadline) -> {
          Connection session = client.session(deadline);
          try {
            return use.open(session, scope, deadline);
          } catch (Exception | Error failure) {
            client.cutAside(session);
            throw failure;
          }
        });
  }

  private static boolean isRead(Operation operation) {
    return operation.effect() == Effect.READ;
  }

  @Override
  public SqlLease lease(Operation operation) {
    Permit<? extends Reached<SqlClient>> permit = core().admit(operation);
    Loan loan = SqlClient.lend(permit, isRead(operation));
    return new HeldSqlLease(name(), operation.name(), loan, permit);
  }

  @Override
  public DataSource client() {
    try {
      core().connect();
    } catch (TransientConnectionException away) {
      // Libraries are wired with the client at start: its use fails until the server is there.
    }
    return client;
  }
}
