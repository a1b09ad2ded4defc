package dev.connections.provider;

import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.BulkheadFullException;
import dev.connections.failure.CircuitOpenException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the one exception of a failing start, whose message is a table of every failure. */
final class StartFailureTable {

  private static final List<String> HEADER = List.of("name", "type", "after", "code", "problem");

  private StartFailureTable() {}

  /**
   * The exception: transient if another start may succeed as things are, permanent if any of the
   * failures would come again. The single failures are its cause and its suppressed exceptions.
   *
   * @param source how messages speak of the configuration
   * @param failures at least one
   * @param of how many had to be open
   */
  static ConnectionException exception(String source, List<StartFailure> failures, int of) {
    Diagnosis diagnosis =
        Diagnosis.of(
                source,
                failures.size()
                    + " of "
                    + of
                    + " connections that must be open at start could not be opened, so all were closed\n"
                    + table(failures))
            .nextStep(
                "fix these, or set 'startup: warn' or 'startup: background' for those that the"
                    + " service can start without")
            .build();
    Throwable cause = failures.get(0).exception();
    ConnectionException exception =
        failures.stream().allMatch(failure -> isTransient(failure.exception()))
            ? new TransientConnectionException(diagnosis, cause)
            : new PermanentConnectionException(diagnosis, cause);
    for (StartFailure failure : failures.subList(1, failures.size())) {
      if (failure.exception() != null) {
        exception.addSuppressed(failure.exception());
      }
    }
    return exception;
  }

  private static boolean isTransient(@Nullable Throwable failure) {
    return failure == null
        || failure instanceof TransientConnectionException
        || failure instanceof DeadlineExceededException
        || failure instanceof AcquireTimeoutException
        || failure instanceof BulkheadFullException
        || failure instanceof CircuitOpenException;
  }

  private static String table(List<StartFailure> failures) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (StartFailure failure : failures) {
      rows.add(
          List.of(
              failure.name(),
              failure.type(),
              failure.took().toMillis() + " ms",
              failure.code(),
              failure.problem()));
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append("  ");
      for (int column = 0; column < HEADER.size() - 1; column++) {
        text.append(row.get(column))
            .append(" ".repeat(width(rows, column) - row.get(column).length() + 2));
      }
      text.append(row.get(HEADER.size() - 1)).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static int width(List<List<String>> rows, int column) {
    int width = 0;
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }
}
