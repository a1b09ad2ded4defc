package dev.connections.sql.postgresql;

import dev.connections.TimeSource;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rejected credentials from being tried again and again, because servers lock accounts: three
 * times in five seconds, the pool's threads, probes and callers together. Until the server has
 * accepted or rejected credentials, at most three logins run at once, and the others wait for their
 * answers. Other credentials than those that were rejected are tried at once. Thread-safe.
 */
final class LoginGate {

  static final int LOGINS = 3;
  static final Duration SPAN = Duration.ofSeconds(5);

  /** Logs in. */
  interface Login<T> {
    T now() throws SQLException;
  }

  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();

  /** What is known of the credentials that were tried last. */
  private Credentials latest = new Credentials(0);

  LoginGate(TimeSource time) {
    this.time = time;
  }

  /**
   * Logs in, or throws what the server said last.
   *
   * @param fingerprint other for other credentials
   * @param limit how long to wait, at most, for the answers to other logins
   */
  <T> T login(int fingerprint, Duration limit, Login<T> login) throws SQLException {
    Credentials credentials = enter(fingerprint, limit);
    SQLException failure = null;
    boolean accepted = false;
    try {
      T made = login.now();
      accepted = true;
      return made;
    } catch (SQLException thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      leave(credentials, failure, accepted);
    }
  }

  private Credentials enter(int fingerprint, Duration limit) throws SQLException {
    lock.lock();
    try {
      if (latest.fingerprint != fingerprint) {
        latest = new Credentials(fingerprint);
      }
      Credentials credentials = latest;
      long left = limit.toNanos();
      while (credentials.lastRejection == null && credentials.inFlight >= LOGINS) {
        if (left <= 0) {
          throw new SQLTransientConnectionException(
              "Could not log in: "
                  + LOGINS
                  + " other logins were not answered in "
                  + limit.toMillis()
                  + " ms",
              "08001");
        }
        left = answered.awaitNanos(left);
      }
      credentials.rejectIfTriedTooOften(time.nanoTime());
      credentials.inFlight++;
      return credentials;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException(
          "Interrupted while waiting to log in", "08001", interrupted);
    } finally {
      lock.unlock();
    }
  }

  private void leave(Credentials credentials, @Nullable SQLException failure, boolean accepted) {
    lock.lock();
    try {
      credentials.inFlight--;
      if (accepted) {
        credentials.lastRejection = null;
        credentials.rejections.clear();
      } else if (failure != null && isRejection(failure)) {
        credentials.lastRejection = failure;
        credentials.rejections.addLast(time.nanoTime());
      }
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The server does not let us in: password, role, host rule (28), or there is no database (3D).
   */
  private static boolean isRejection(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("28") || state.startsWith("3D"));
  }

  /** What is known of a user and password. Guarded by the gate's lock. */
  private static final class Credentials {

    private final int fingerprint;

    /** When logins were rejected, the latest last. */
    private final Deque<Long> rejections = new ArrayDeque<>();

    private int inFlight;

    /** Null while the server has not rejected them, or has accepted them since. */
    private @Nullable SQLException lastRejection;

    Credentials(int fingerprint) {
      this.fingerprint = fingerprint;
    }

    void rejectIfTriedTooOften(long now) throws SQLException {
      SQLException rejection = lastRejection;
      if (rejection == null) {
        return;
      }
      while (!rejections.isEmpty() && now - rejections.getFirst() >= SPAN.toNanos()) {
        rejections.removeFirst();
      }
      if (rejections.size() + inFlight >= LOGINS) {
        throw new SQLInvalidAuthorizationSpecException(
            rejection.getMessage()
                + " (login attempts are paused: "
                + LOGINS
                + " logins in "
                + SPAN.toSeconds()
                + " s were rejected)",
            rejection.getSQLState());
      }
    }
  }
}
