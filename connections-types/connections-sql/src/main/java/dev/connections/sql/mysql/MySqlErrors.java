package dev.connections.sql.mysql;

import com.mysql.cj.jdbc.exceptions.MySQLStatementCancelledException;
import com.mysql.cj.jdbc.exceptions.MySQLTimeoutException;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import dev.connections.sql.internal.mysql.FamilyErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What exceptions of MySQL's driver tell. */
final class MySqlErrors extends FamilyErrors {

  /** The driver has canceled a statement, by its own clock or because it was asked to. */
  static final String CANCELED = "driver/canceled";

  /** The driver's words for an argument that it does not take, before anything is sent. */
  private static final String ILLEGAL_ARGUMENT = "S1009";

  @Override
  protected @Nullable String ofDriver(SQLException failure) {
    if (failure instanceof MySQLTimeoutException
        || failure instanceof MySQLStatementCancelledException) {
      return CANCELED;
    }
    String state = failure.getSQLState();
    if (failure instanceof PacketTooBigException || ILLEGAL_ARGUMENT.equals(state)) {
      return NOT_SENT;
    }
    // S1000, S0022: states of old that servers do not give; 22018 and such are what it cannot read.
    return state != null && (state.startsWith("S") || state.startsWith("22")) ? OF_DRIVER : null;
  }
}
