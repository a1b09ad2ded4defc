package dev.connections.sql;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What pgjdbc's exceptions tell: the fields that the server sends beside its text. */
final class PostgreSqlErrors implements SqlErrors {

  /** A plan that does not fit any more; by the server's routine, since its text is translated. */
  static final String STALE_PLAN = "0A000/RevalidateCachedQuery";

  private static final String STALE_PLAN_TEXT = "cached plan must not change result type";

  /** A callable statement whose result does not fit: thrown after it was executed. */
  private static final Set<String> AFTER_EXECUTION = Set.of("42601", "42821");

  @Override
  public SqlErrorDetail of(SQLException failure) {
    ServerErrorMessage server = server(failure);
    if (server == null) {
      return new SqlErrorDetail(failure.getSQLState(), failure.getErrorCode());
    }
    String table = server.getTable();
    String column = server.getColumn();
    if (table == null && "42P01".equals(server.getSQLState())) {
      table = SafeText.quoted(server.getMessage(), 0);
    }
    if (column == null && "42703".equals(server.getSQLState())) {
      column = SafeText.quoted(server.getMessage(), 0);
      table = SafeText.quoted(server.getMessage(), 1);
    }
    return new SqlErrorDetail(
        server.getSQLState(), 0, server.getConstraint(), server.getSchema(), table, column);
  }

  private static @Nullable ServerErrorMessage server(SQLException failure) {
    return failure instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
  }

  @Override
  public @Nullable String special(SQLException failure) {
    if (!"0A000".equals(failure.getSQLState())) {
      return null;
    }
    ServerErrorMessage server = server(failure);
    boolean stale =
        server != null && "RevalidateCachedQuery".equals(server.getRoutine())
            || String.valueOf(failure.getMessage()).contains(STALE_PLAN_TEXT);
    return stale ? STALE_PLAN : null;
  }

  @Override
  public boolean isMadeByDriver(SQLException failure) {
    return failure instanceof PSQLException
        && server(failure) == null
        && AFTER_EXECUTION.contains(failure.getSQLState());
  }
}
