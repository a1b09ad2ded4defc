package dev.connections.testing.sqlserver;

import dev.connections.testing.sqlserver.SqlServerAnswer.Failed;
import dev.connections.testing.sqlserver.SqlServerAnswer.Rows;
import dev.connections.testing.sqlserver.SqlServerAnswer.Several;
import dev.connections.testing.sqlserver.SqlServerAnswer.Updated;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts answers into the server's words, for one message. */
final class TdsAnswers {

  private static final int SESSION_ENDS = 20;

  private final TdsTokens tokens = new TdsTokens();
  private boolean fatal;

  byte[] toBytes() {
    return tokens.toBytes();
  }

  /** Whether an error was among them after which the server closes the connection. */
  boolean isFatal() {
    return fatal;
  }

  /** Whether the server has something to say, or leaves the client waiting. */
  static boolean isSpoken(SqlServerAnswer answer) {
    return !(answer instanceof SqlServerAnswer.Silence || answer instanceof SqlServerAnswer.Closed);
  }

  /** The answer to a text. */
  void batch(SqlServerAnswer answer) {
    if (answer instanceof Several several && !several.answers().isEmpty()) {
      Iterator<SqlServerAnswer> each = several.answers().iterator();
      while (each.hasNext()) {
        SqlServerAnswer next = each.next();
        statement(next, TdsTokens.DONE, each.hasNext() ? TdsTokens.MORE : 0);
      }
    } else {
      statement(answer, TdsTokens.DONE, 0);
    }
  }

  /**
   * The answer to a call of a procedure.
   *
   * @param last whether no other call of the same message follows
   */
  void procedure(SqlServerAnswer answer, @Nullable Integer handle, boolean last) {
    List<SqlServerAnswer> all =
        answer instanceof Several several ? several.answers() : List.of(answer);
    boolean failed = false;
    for (SqlServerAnswer each : all) {
      if (each != SqlServerAnswer.DONE) {
        statement(each, TdsTokens.DONE_IN_PROCEDURE, TdsTokens.MORE);
      }
      failed |= each instanceof Failed;
    }
    int status = (last ? 0 : TdsTokens.MORE) | (failed ? TdsTokens.FAILED : 0);
    tokens.returned(handle).done(TdsTokens.DONE_PROCEDURE, status);
  }

  private void statement(SqlServerAnswer answer, int end, int status) {
    if (answer instanceof Rows rows) {
      tokens.rows(rows).doneSelecting(end, status, rows.rows().size());
    } else if (answer instanceof Failed failed) {
      fatal |= failed.severity() >= SESSION_ENDS;
      tokens.error(failed).done(end, status | TdsTokens.FAILED);
    } else if (answer instanceof Updated updated && updated.count() >= 0) {
      tokens.doneChanging(end, status, updated.count());
    } else {
      tokens.done(end, status);
    }
  }

  /** The end of a statement that was canceled; comes before the cancel is confirmed. */
  static byte[] unfinished() {
    return new TdsTokens().done(TdsTokens.DONE, TdsTokens.FAILED).toBytes();
  }

  /** The client's wish to cancel is confirmed. */
  static byte[] canceled() {
    return new TdsTokens().done(TdsTokens.DONE, TdsTokens.CANCELED).toBytes();
  }
}
