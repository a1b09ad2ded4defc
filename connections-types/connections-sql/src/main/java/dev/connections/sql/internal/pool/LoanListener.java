package dev.connections.sql.internal.pool;

import dev.connections.failure.Phase;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.Permit;
import java.sql.SQLException;

/** Hears what happens on a loan. Called by the thread that uses the connection. */
public interface LoanListener {

  /** How far the work has come. */
  void enter(Phase phase);

  /** Whether the code of the user runs, and the driver has nothing to do. */
  default void working(boolean working) {}

  /** Why the use was aborted, in words that follow "pooled connection discarded: ". */
  default String whyAborted() {
    return "its use was canceled";
  }

  /** Something was done that will stay done. */
  void exchangeCompleted();

  /** The connection was lost. */
  void connectionLost(SQLException failure, Phase phase);

  /** A write was rejected, as if the server were read-only. */
  default void writeRejected() {}

  /** Tells the pipeline, which sees failures by itself. */
  static LoanListener of(AttemptScope scope) {
    return new LoanListener() {
      @Override
      public void enter(Phase phase) {
        scope.enter(phase);
      }

      @Override
      public void working(boolean working) {
        scope.working(working);
      }

      @Override
      public String whyAborted() {
        return LoanListener.whyAborted(scope);
      }

      @Override
      public void exchangeCompleted() {
        scope.exchangeCompleted();
      }

      @Override
      public void connectionLost(SQLException failure, Phase phase) {}
    };
  }

  private static String whyAborted(AttemptScope scope) {
    return scope.deadline().isExpired()
        ? "its use ran past the deadline and was canceled"
        : "its use was canceled: by its caller, by an interrupt of its thread, or because the"
            + " connection was closed";
  }

  /**
   * For a second connection, on which someone looks at what has become of an attempt: how far that
   * has come does not change any more, and what is done here proves nothing.
   */
  static LoanListener looking(AttemptScope scope) {
    return new LoanListener() {
      @Override
      public void enter(Phase phase) {}

      @Override
      public void working(boolean working) {
        scope.working(working);
      }

      @Override
      public String whyAborted() {
        return LoanListener.whyAborted(scope);
      }

      @Override
      public void exchangeCompleted() {}

      @Override
      public void connectionLost(SQLException failure, Phase phase) {}
    };
  }

  /** Tells of lost connections, which no one else sees, and of the threads that use it. */
  static LoanListener of(Permit<?> permit) {
    return new LoanListener() {
      @Override
      public void enter(Phase phase) {
        permit.usedHere();
      }

      @Override
      public String whyAborted() {
        return "it was not returned before the connection was closed or replaced";
      }

      @Override
      public void exchangeCompleted() {}

      @Override
      public void writeRejected() {
        permit.writeRejected();
      }

      @Override
      @SuppressWarnings(
          "ThrowableNotThrown") // the user gets the driver's exception, as JDBC demands
      public void connectionLost(SQLException failure, Phase phase) {
        permit.failed(failure, phase);
      }
    };
  }
}
