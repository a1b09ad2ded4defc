package dev.connections.sql;

import dev.connections.Phase;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.Permit;
import java.sql.SQLException;

/** Hears what happens on a loan. Called by the thread that uses the connection. */
interface LoanListener {

  /** How far the work has come. */
  void enter(Phase phase);

  /** Something was done that will stay done. */
  void exchangeCompleted();

  /** The connection was lost. */
  void connectionLost(SQLException failure, Phase phase);

  /** A write was refused, as if the server were read-only. */
  default void writeRefused() {}

  /** Tells the pipeline, which sees failures by itself. */
  static LoanListener of(AttemptScope scope) {
    return new LoanListener() {
      @Override
      public void enter(Phase phase) {
        scope.enter(phase);
      }

      @Override
      public void exchangeCompleted() {
        scope.exchangeCompleted();
      }

      @Override
      public void connectionLost(SQLException failure, Phase phase) {}
    };
  }

  /** Tells of lost connections, which nobody else sees, and of the threads that use it. */
  static LoanListener of(Permit<?> permit) {
    return new LoanListener() {
      @Override
      public void enter(Phase phase) {
        permit.usedHere();
      }

      @Override
      public void exchangeCompleted() {}

      @Override
      public void writeRefused() {
        permit.writeRefused();
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
