package dev.connections.sql.jdbc;

import dev.connections.sql.SqlError;
import dev.connections.sql.SqlProblem;
import dev.connections.sql.internal.failure.RejectedCallException;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SettingException;
import dev.connections.sql.internal.failure.SqlErrors;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What exceptions of an unknown driver tell: a state is believed if it is of the standard's classes
 * and the exception's own class does not say something else; that class is believed where JDBC has
 * it for what was rejected, also without a state. Drivers put values into their texts in ways of
 * their own, so what could be one is left out.
 */
final class JdbcErrors implements SqlErrors {

  private static final int DEEPEST = 16;

  /** Of the standard, and used alike. */
  private static final Set<String> BELIEVED =
      Set.of("00", "01", "02", "08", "0A", "22", "23", "28", "40", "42");

  /** Of these, what the server has rejected, which cost nothing else. */
  private static final Set<String> REJECTIONS = Set.of("22", "23", "42");

  /** What JDBC has for these classes of states. */
  private static final Map<Class<? extends SQLException>, String> CLASSES =
      Map.of(
          SQLDataException.class, "22",
          SQLIntegrityConstraintViolationException.class, "23",
          SQLInvalidAuthorizationSpecException.class, "28",
          SQLTransactionRollbackException.class, "40",
          SQLSyntaxErrorException.class, "42",
          SQLNonTransientConnectionException.class, "08",
          SQLTransientConnectionException.class, "08",
          SQLFeatureNotSupportedException.class, "0A");

  /**
   * Of drivers whose timeouts are plain exceptions: PostgreSQL and others; ODBC's; the standard.
   */
  private static final Set<String> TIMEOUTS = Set.of("57014", "HYT00", "HYT01", "HY008", "70100");

  private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*\\)");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w$#])[-+]?\\d[\\w.:,+-]*");

  @Override
  public SqlError of(SQLException failure) {
    SqlError told = SqlErrors.unnamed(failure.getSQLState(), failure.getErrorCode());
    return told.problem() == SqlProblem.OTHER && "23".equals(ofClass(failure))
        ? new SqlError(
            told.sqlState(),
            told.vendorCode(),
            SqlProblem.OTHER_CONSTRAINT_VIOLATION,
            null,
            null,
            null,
            null)
        : told;
  }

  @Override
  public @Nullable String special(SQLException failure) {
    if (isCausedByInput(failure)) {
      return JdbcStates.LOST;
    }
    if (failure instanceof SQLFeatureNotSupportedException) {
      return JdbcStates.NOT_SUPPORTED;
    }
    String state = failure.getSQLState();
    if (failure instanceof SQLTimeoutException || (state != null && TIMEOUTS.contains(state))) {
      return JdbcStates.TIMED_OUT;
    }
    if (failure instanceof SQLRecoverableException) {
      return JdbcStates.LOST;
    }
    String stateClass = state == null || state.length() != 5 ? "" : state.substring(0, 2);
    String ofClass = ofClass(failure);
    boolean believed = BELIEVED.contains(stateClass);
    if (ofClass != null
        && REJECTIONS.contains(ofClass)
        && (!believed || REJECTIONS.contains(stateClass))) {
      return ofClass; // whether the driver has states or not
    }
    boolean known = believed && (ofClass == null || ofClass.equals(stateClass));
    return known || (failure instanceof BatchUpdateException && failure.getNextException() != null)
        ? null
        : JdbcStates.UNKNOWN;
  }

  private static boolean isCausedByInput(SQLException failure) {
    Throwable one = failure.getCause();
    for (int depth = 0; one != null && depth < DEEPEST; depth++) {
      if (one instanceof IOException) { // TLS's own are, too
        return true;
      }
      one = one.getCause();
    }
    return false;
  }

  /** The class of states that goes with the exception's own class; null if it says nothing. */
  private static @Nullable String ofClass(SQLException failure) {
    for (Map.Entry<Class<? extends SQLException>, String> each : CLASSES.entrySet()) {
      if (each.getKey().isInstance(failure)) {
        return each.getValue();
      }
    }
    return null;
  }

  @Override
  public String text(SQLException failure) {
    SQLException told = SafeText.told(failure);
    String text = SafeText.of(told);
    if (told instanceof SettingException || told instanceof RejectedCallException) {
      return text;
    }
    return NUMBER.matcher(IN_BRACKETS.matcher(text).replaceAll("(?)")).replaceAll("?");
  }
}
