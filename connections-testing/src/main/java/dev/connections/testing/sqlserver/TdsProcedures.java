package dev.connections.testing.sqlserver;

import dev.connections.testing.sqlserver.SqlServerAnswer.Failed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session does when it is asked to run one of the server's own procedures. */
final class TdsProcedures {

  private static final int NO_SUCH_PROCEDURE = 2812;
  private static final int NO_SUCH_HANDLE = 8179;

  private final SqlServerSession session;
  private final Map<Integer, String> prepared = new HashMap<>();

  TdsProcedures(SqlServerSession session) {
    this.session = session;
  }

  /**
   * What a call comes to.
   *
   * @param answer of the statement that was run
   * @param handle of the statement that was prepared; null if there is none
   */
  record Outcome(SqlServerAnswer answer, @Nullable Integer handle) {}

  Outcome run(TdsCall call) {
    return switch (call.procedure()) {
      case TdsCall.EXECUTE_SQL -> answered(call.text(0), call.from(2), null);
      case TdsCall.PREPARE -> new Outcome(SqlServerAnswer.DONE, prepare(call.text(2)));
      case TdsCall.PREPARE_AND_EXECUTE ->
          answered(call.text(2), call.from(3), prepare(call.text(2)));
      case TdsCall.EXECUTE -> execute(call);
      case TdsCall.UNPREPARE -> {
        prepared.remove(call.number(0));
        yield new Outcome(SqlServerAnswer.DONE, null);
      }
      default -> failed(NO_SUCH_PROCEDURE, "Could not find stored procedure.");
    };
  }

  private Outcome execute(TdsCall call) {
    String sql = prepared.get(call.number(0));
    return sql == null
        ? failed(NO_SUCH_HANDLE, "Could not find prepared statement with handle.")
        : answered(sql, call.from(1), null);
  }

  private Outcome answered(
      String sql, List<@Nullable Object> parameters, @Nullable Integer handle) {
    return new Outcome(session.answer(sql, parameters), handle);
  }

  private int prepare(String sql) {
    int handle = prepared.size() + 1;
    while (prepared.containsKey(handle)) {
      handle++;
    }
    prepared.put(handle, sql);
    return handle;
  }

  private static Outcome failed(int number, String text) {
    return new Outcome(new Failed(number, 16, text), null);
  }
}
