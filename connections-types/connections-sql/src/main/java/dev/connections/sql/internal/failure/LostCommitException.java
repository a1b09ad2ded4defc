package dev.connections.sql.internal.failure;

import dev.connections.failure.Outcome;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The answer to COMMIT was lost, and it was looked at what has become of the transaction. Nothing
 * in its text is data.
 */
public final class LostCommitException extends SQLException {

  private static final long serialVersionUID = 1L;

  private final Outcome outcome;
  private final String nextStep;

  private LostCommitException(String problem, SQLException lost, Outcome outcome, String nextStep) {
    super(problem, lost.getSQLState(), lost.getErrorCode(), lost);
    this.outcome = outcome;
    this.nextStep = nextStep;
  }

  /** The look has found nothing of it. */
  public static LostCommitException notApplied(SQLException lost) {
    return new LostCommitException(
        "The connection was lost at COMMIT, and the look of verifiedBy found that nothing was"
            + " applied",
        lost,
        Outcome.NOT_APPLIED,
        "Run the whole transaction again; repeatable(n) does so");
  }

  /** The look has failed. */
  public static LostCommitException unverified(SQLException lost, Exception why) {
    LostCommitException made =
        new LostCommitException(
            "The answer to COMMIT was lost, and the look of verifiedBy failed with "
                + said(why)
                + ", so it is not known whether the transaction was applied",
            lost,
            Outcome.UNKNOWN,
            "See the suppressed exception for why looking failed; look again, and run the"
                + " transaction again only if nothing is there");
    made.addSuppressed(why);
    return made;
  }

  /**
   * The time was over before a look has found out.
   *
   * @param why the last one has failed; null if there was none
   */
  public static LostCommitException unfinished(SQLException lost, @Nullable Exception why) {
    LostCommitException made =
        new LostCommitException(
            "The answer to COMMIT was lost, and there was no time left to find out with"
                + " verifiedBy whether the transaction was applied"
                + (why == null ? "" : "; the last try failed with " + said(why)),
            lost,
            Outcome.UNKNOWN,
            "Find out whether it was applied before you run it again; allow more time with"
                + " deadline or timeouts.total");
    if (why != null) {
      made.addSuppressed(why);
    }
    return made;
  }

  private static String said(Exception why) {
    String name = why.getClass().getSimpleName();
    return why instanceof SQLException sql && sql.getSQLState() != null
        ? name + " (SQLSTATE " + sql.getSQLState() + ")"
        : name;
  }

  Outcome outcome() {
    return outcome;
  }

  String nextStep() {
    return nextStep;
  }
}
