package dev.connections.sql.internal.connection;

import dev.connections.Operation;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.BulkheadFullException;
import dev.connections.failure.CircuitOpenException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.RateLimitedException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.spi.ClientConnection.Reached;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.Permit;
import dev.connections.sql.internal.guard.GuardedConnection;
import dev.connections.sql.internal.pool.Loan;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The native client: a data source whose connections each hold a permit from {@link
 * #getConnection()} to {@link Connection#close()}. The same object all the time, whatever happens
 * to the pool. Thread-safe.
 */
final class ClientDataSource implements DataSource {

  private static final Operation CLIENT = Operation.nonIdempotent("client");

  private final ConnectionCore<? extends Reached<SqlClient>> core;

  ClientDataSource(ConnectionCore<? extends Reached<SqlClient>> core) {
    this.core = core;
  }

  /** Waits no longer than the acquire timeout; rejects the call while the connection drains. */
  @Override
  public Connection getConnection() throws SQLException {
    try {
      Permit<? extends Reached<SqlClient>> permit = core.admitClient(CLIENT);
      Loan loan = SqlClient.lend(permit, false);
      return GuardedConnection.owned(loan, () -> giveBack(loan, permit));
    } catch (ConnectionException rejected) {
      throw asJdbc(rejected);
    }
  }

  private static void giveBack(Loan loan, Permit<?> permit) {
    try {
      loan.giveBack();
    } finally {
      permit.close();
    }
  }

  /** What libraries expect of a data source; the explanation is the message and the cause. */
  private static SQLException asJdbc(ConnectionException rejected) {
    boolean mayWorkLater =
        rejected instanceof AcquireTimeoutException
            || rejected instanceof BulkheadFullException
            || rejected instanceof CircuitOpenException
            || rejected instanceof RateLimitedException
            || rejected instanceof DeadlineExceededException
            || rejected instanceof TransientConnectionException;
    String state = rejected.getCause() instanceof SQLException sql ? sql.getSQLState() : null;
    return mayWorkLater
        ? new SQLTransientConnectionException(rejected.getMessage(), state, rejected)
        : new SQLNonTransientConnectionException(rejected.getMessage(), state, rejected);
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("Connections are made for the configured user only");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  /** Ignored: logs go to SLF4J. */
  @Override
  public void setLogWriter(PrintWriter writer) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  /** Ignored: the acquire timeout of the connection holds. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Logs go to SLF4J");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException(
        core.name() + " cannot be unwrapped to " + type.getName() + ": its pool is not accessible");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  /** The name of the connection. */
  @Override
  public String toString() {
    return "DataSource(" + core.name() + ")";
  }
}
