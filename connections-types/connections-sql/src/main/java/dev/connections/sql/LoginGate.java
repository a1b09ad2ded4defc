package dev.connections.sql;

import dev.connections.TimeSource;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps refused credentials from being tried again and again, because servers lock accounts: three
 * times in five seconds, whoever asks, the pool's threads, probes and callers together. Other
 * credentials than those that were refused are tried at once. Thread-safe.
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

  /** When logins with the credentials that were refused last were begun. */
  private final Deque<Long> refusals = new ArrayDeque<>();

  private int credentials;
  private int trying;
  private @Nullable SQLException refusal;

  LoginGate(TimeSource time) {
    this.time = time;
  }

  /**
   * Logs in, or throws what the server said last.
   *
   * @param fingerprint other for other credentials
   */
  <T> T login(int fingerprint, Login<T> login) throws SQLException {
    boolean counted = enter(fingerprint);
    SQLException failure = null;
    boolean ended = false;
    try {
      T made = login.now();
      ended = true;
      return made;
    } catch (SQLException thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      leave(fingerprint, counted, failure, ended);
    }
  }

  private boolean enter(int fingerprint) throws SQLException {
    lock.lock();
    try {
      SQLException last = refusal;
      if (last == null || fingerprint != credentials) {
        return false;
      }
      long now = time.nanoTime();
      Long oldest = refusals.peekFirst();
      while (oldest != null && now - oldest >= SPAN.toNanos()) {
        refusals.removeFirst();
        oldest = refusals.peekFirst();
      }
      if (refusals.size() + trying >= LOGINS) {
        throw new SQLInvalidAuthorizationSpecException(
            last.getMessage()
                + " (not tried again now: "
                + LOGINS
                + " logins in "
                + SPAN.toSeconds()
                + " s were refused)",
            last.getSQLState());
      }
      trying++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void leave(
      int fingerprint, boolean counted, @Nullable SQLException failure, boolean loggedIn) {
    lock.lock();
    try {
      if (counted) {
        trying--;
      }
      if (failure != null && isRefusal(failure)) {
        if (refusal == null || fingerprint != credentials) {
          refusals.clear();
          credentials = fingerprint;
        }
        refusal = failure;
        refusals.addLast(time.nanoTime());
      } else if (loggedIn && fingerprint == credentials) {
        refusal = null;
        refusals.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The server does not let us in: password, role, host rule (28), or there is no database (3D).
   */
  private static boolean isRefusal(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("28") || state.startsWith("3D"));
  }
}
