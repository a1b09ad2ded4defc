package dev.connections.sql.internal.failure;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC call that is rejected on this side: the database was not asked. Nothing in its text is
 * data.
 */
public final class RejectedCallException extends SQLException {

  private static final long serialVersionUID = 1L;

  private final String nextStep;

  private RejectedCallException(
      String problem, String state, String nextStep, @Nullable SQLException cause) {
    super(problem, state, cause);
    this.nextStep = nextStep;
  }

  /** A mistake of the calling code. */
  public static RejectedCallException mistake(String problem, String state) {
    return new RejectedCallException(problem, state, "Correct the JDBC calls of the work", null);
  }

  /**
   * What a transaction that has failed is asked for, other than to be rolled back.
   *
   * @param first what it failed with; null if that was not seen
   */
  public static RejectedCallException afterFailure(@Nullable SQLException first) {
    String problem = "The transaction can only be rolled back, because a statement failed before";
    return new RejectedCallException(
        first == null ? problem : problem + ": see the cause",
        "25P02",
        "Let the exception of a failed statement pass, or guard the statement with a savepoint",
        first);
  }

  String nextStep() {
    return nextStep;
  }
}
