package dev.connections.sql.internal.failure;

import dev.connections.Deadline;
import dev.connections.failure.Phase;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit of ours has passed before anything was sent. It says which one and how to change it: what
 * pool and driver say then is the state of the last thing that went wrong, or that we have
 * interrupted them.
 */
public final class TimeLimitException extends SQLTimeoutException {

  private static final long serialVersionUID = 1L;

  private static final int CLOSE_MILLIS = 50;

  private final Phase phase;
  private final String nextStep;

  private TimeLimitException(
      String message, Phase phase, String nextStep, @Nullable Throwable cause) {
    super(message, null, 0, cause);
    this.phase = phase;
    this.nextStep = nextStep;
  }

  /** The pool had no connection to give in time. */
  public static TimeLimitException acquire(Duration limit, String setting, SQLException cause) {
    return new TimeLimitException(
        "No connection could be opened or validated within "
            + limit.toMillis()
            + "ms ("
            + setting
            + ")",
        Phase.ACQUIRE,
        "Check whether the server answers; if it is only slow, raise " + setting,
        cause);
  }

  /** The server did not let us in in time. */
  public static TimeLimitException connect(Duration limit, SQLException cause) {
    return new TimeLimitException(
        "The server did not answer a new connection within "
            + limit.toMillis()
            + "ms (timeouts.connect)",
        Phase.CONNECT,
        "Check whether the server answers; if it is only slow, raise timeouts.connect",
        cause);
  }

  /** The server did not answer a probe in time. */
  public static TimeLimitException probe(Duration limit, @Nullable Throwable cause) {
    return new TimeLimitException(
        "The server did not answer a probe within "
            + limit.toMillis()
            + "ms (timeouts.health, or half of timeouts.connect)",
        Phase.CONNECT,
        "Check whether the server answers; if it is only slow, raise timeouts.health, or"
            + " timeouts.connect, half of which is for probing a lost server",
        cause);
  }

  /** The failure to connect, or that the limit has passed, if it came with that. */
  public static SQLException connecting(SQLException failure, Deadline deadline, Duration limit) {
    String state = failure.getSQLState();
    boolean answered =
        failure instanceof SettingException
            || state != null && (state.startsWith("28") || state.startsWith("3D"));
    return !answered && deadline.remainingMillis() <= CLOSE_MILLIS
        ? connect(limit, failure)
        : failure;
  }

  Phase phase() {
    return phase;
  }

  String nextStep() {
    return nextStep;
  }
}
