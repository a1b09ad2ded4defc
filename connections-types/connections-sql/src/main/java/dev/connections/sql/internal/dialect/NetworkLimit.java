package dev.connections.sql.internal.dialect;

import dev.connections.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Limits how long the driver waits for the network while something is asked. */
public final class NetworkLimit {

  /**
   * Asks the server something.
   *
   * @param <T> the answer
   */
  @FunctionalInterface
  public interface Exchange<T> {
    T run() throws SQLException;
  }

  private NetworkLimit() {}

  /** The answer, or the driver's failure once the deadline has passed. */
  public static <T> T within(Connection physical, Deadline deadline, Exchange<T> exchange)
      throws SQLException {
    int before = physical.getNetworkTimeout();
    physical.setNetworkTimeout(Runnable::run, Math.max(1, deadline.remainingMillis()));
    T answer = exchange.run();
    physical.setNetworkTimeout(Runnable::run, before);
    return answer;
  }

  /** Runs a statement so. */
  public static void run(Connection physical, Deadline deadline, String sql) throws SQLException {
    within(
        physical,
        deadline,
        () -> {
          try (Statement statement = physical.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}
