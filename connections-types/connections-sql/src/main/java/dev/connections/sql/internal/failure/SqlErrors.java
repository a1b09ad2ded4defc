package dev.connections.sql.internal.failure;

import dev.connections.sql.SqlError;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What only a driver's own exceptions tell. Immutable and thread-safe. */
public interface SqlErrors {

  /** What a driver's exception tells by standard JDBC only. */
  SqlErrors STANDARD = failure -> unnamed(failure.getSQLState(), failure.getErrorCode());

  /** The details of an error of which nothing is known by name. */
  static SqlError unnamed(@Nullable String state, int code) {
    return new SqlError(state, code, null, null, null, null);
  }

  /** The details of a failure. */
  SqlError of(SQLException failure);

  /** The key of a rule that says more than state and code do; null if there is none. */
  default @Nullable String special(SQLException failure) {
    return null;
  }

  /** What to do about a server that takes no writes; null for what is right for a standby. */
  default @Nullable String adviceForWrites() {
    return null;
  }

  /** What may be shown of its text, see {@link SafeText}; empty if nothing may. */
  default String text(SQLException failure) {
    return SafeText.of(SafeText.told(failure));
  }
}
