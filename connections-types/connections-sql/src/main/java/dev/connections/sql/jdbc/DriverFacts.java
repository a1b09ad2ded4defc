package dev.connections.sql.jdbc;

import dev.connections.sql.internal.failure.SettingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * What a driver was found to do, on a connection that nobody uses yet. Immutable.
 *
 * @param networkTimeout whether it limits its waiting for the server; some take the limit and
 *     forget it
 * @param cancel whether it does not refuse to cancel; what it does then only shows when it matters
 */
record DriverFacts(boolean networkTimeout, boolean cancel) {

  /** Before anything is known. */
  static final DriverFacts NONE = new DriverFacts(false, false);

  /** Unlike what a driver commonly has. */
  private static final int ODD_MILLIS = 61_234;

  /**
   * Finds out.
   *
   * @throws SettingException if the driver cannot be pooled, since it cannot tell a good connection
   */
  static DriverFacts of(Connection fresh) throws SettingException {
    mustTellWhatIsValid(fresh);
    return new DriverFacts(limits(fresh), cancels(fresh));
  }

  private static void mustTellWhatIsValid(Connection fresh) throws SettingException {
    SQLException why;
    try {
      if (fresh.isValid(1)) {
        return;
      }
      why = new SQLException("isValid gave false");
    } catch (SQLException failure) {
      why = failure;
    } catch (AbstractMethodError | UnsupportedOperationException old) {
      why = new SQLException("isValid is not implemented", old);
    }
    throw SettingException.lasting(
        "The driver says of a new connection that it is not valid (Connection.isValid), so a pool"
            + " would throw each away",
        "Use a version of the driver that implements isValid (JDBC 4)",
        why);
  }

  private static boolean limits(Connection fresh) {
    try {
      int before = fresh.getNetworkTimeout();
      fresh.setNetworkTimeout(Runnable::run, ODD_MILLIS);
      boolean taken = fresh.getNetworkTimeout() == ODD_MILLIS;
      fresh.setNetworkTimeout(Runnable::run, before);
      return taken;
    } catch (SQLException | AbstractMethodError | UnsupportedOperationException unable) {
      return false;
    }
  }

  private static boolean cancels(Connection fresh) {
    try (Statement idle = fresh.createStatement()) {
      idle.cancel();
      return true;
    } catch (SQLException | AbstractMethodError | UnsupportedOperationException unable) {
      return false;
    }
  }

  /** For people to read. */
  void describe(Map<String, String> attributes) {
    attributes.put("networkTimeout", networkTimeout ? "yes" : "no");
    attributes.put("cancel", cancel ? "accepted" : "no");
  }
}
