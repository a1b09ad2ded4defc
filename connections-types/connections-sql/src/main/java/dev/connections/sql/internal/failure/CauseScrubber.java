package dev.connections.sql.internal.failure;

import dev.connections.failure.ConnectionException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Copies what must not be shown of one graph of exceptions; see {@link SafeText}. What need not be
 * copied stays itself. Used once.
 */
final class CauseScrubber {

  private static final int DEEPEST = 30;

  private final SqlErrors errors;

  private final Map<Throwable, Throwable> copies = new IdentityHashMap<>();

  /**
   * For the exceptions of one driver.
   *
   * @param errors reads them
   */
  CauseScrubber(SqlErrors errors) {
    this.errors = errors;
  }

  /** What may be shown in place of a failure. */
  Throwable of(Throwable failure) {
    return copy(failure, false, 0);
  }

  private Throwable copy(Throwable failure, boolean belowSql, int depth) {
    Throwable known = copies.get(failure);
    if (known != null) {
      return known;
    }
    if (isOwn(failure)) {
      return failure;
    }
    if (depth == DEEPEST || !needsCopy(failure, belowSql, 0)) {
      return depth == DEEPEST ? new SQLException("Deeper causes were left out") : failure;
    }
    Throwable copy =
        failure instanceof SQLException sql
            ? new ScrubbedSqlException(sql, errors.text(sql))
            : new ScrubbedException(failure, belowSql ? "" : ownMessage(failure));
    copies.put(failure, copy);
    boolean below = belowSql || failure instanceof SQLException;
    Throwable cause = failure.getCause();
    if (cause != null && cause != failure) {
      copy.initCause(copy(cause, below, depth + 1));
    }
    if (failure instanceof SQLException sql && copy instanceof SQLException made) {
      SQLException next = sql.getNextException();
      if (next != null
          && next != cause
          && copy(next, below, depth + 1) instanceof SQLException scrubbed
          && scrubbed != made) {
        made.setNextException(scrubbed);
      }
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      copy.addSuppressed(copy(suppressed, below, depth + 1));
    }
    return copy;
  }

  /** What a connection has said, also as JDBC has it: who waits for whom, say; and no data. */
  private static boolean isOwn(Throwable failure) {
    return failure instanceof ConnectionException
        || (failure instanceof SQLException
            && failure.getCause() instanceof ConnectionException own
            && Objects.equals(failure.getMessage(), own.getMessage()));
  }

  private boolean needsCopy(Throwable failure, boolean belowSql, int depth) {
    if (isOwn(failure)) {
      return false;
    }
    if (depth == DEEPEST || (belowSql && mayHoldData(failure))) {
      return true;
    }
    if (failure instanceof SQLException sql
        && !(sql instanceof ScrubbedSqlException)
        && !errors.text(sql).equals(String.valueOf(sql.getMessage()))) {
      return true;
    }
    for (Throwable below : below(failure)) {
      boolean inSql = belowSql || failure instanceof SQLException;
      if (below != failure && needsCopy(below, inSql, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  /** What drivers wrap, a number that cannot be read, say; but not what sockets and TLS throw. */
  private static boolean mayHoldData(Throwable failure) {
    return failure.getMessage() != null
        && !(failure instanceof SQLException
            || failure instanceof IOException
            || failure instanceof InterruptedException
            || failure instanceof GeneralSecurityException
            || failure instanceof ScrubbedException);
  }

  private static List<Throwable> below(Throwable failure) {
    List<Throwable> below = new ArrayList<>(List.of(failure.getSuppressed()));
    add(below, failure.getCause());
    if (failure instanceof SQLException sql) {
      add(below, sql.getNextException());
    }
    return below;
  }

  private static void add(List<Throwable> all, @Nullable Throwable one) {
    if (one != null) {
      all.add(one);
    }
  }

  /** An application's message is its own, unless it repeats what a driver has said. */
  private static String ownMessage(Throwable failure) {
    String message = failure.getMessage();
    if (message == null) {
      return "";
    }
    int depth = 0;
    Throwable each = failure.getCause();
    while (each != null && depth < DEEPEST) {
      String said = each.getMessage();
      if (each instanceof SQLException && said != null && message.contains(said)) {
        return "";
      }
      each = each.getCause();
      depth++;
    }
    return message;
  }
}
