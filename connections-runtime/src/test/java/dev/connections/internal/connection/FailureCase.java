package dev.connections.internal.connection;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;

/**
 * A failure, and what its diagnosis has to say.
 *
 * @param title what happens
 * @param code what it is called
 * @param phase how far it comes
 * @param outcome what is known of it
 * @param attempts how many there are
 * @param notRetried what the reason contains for which there is no other one
 * @param inState what the state contains beside circuit and budget
 * @param provocation makes it fail; the harness is closed after it
 */
record FailureCase(
    String title,
    String code,
    Phase phase,
    Outcome outcome,
    int attempts,
    String notRetried,
    String inState,
    Provocation provocation) {

  /** Makes a call that fails. */
  @FunctionalInterface
  interface Provocation {
    /** Throws what the caller sees. */
    void on(FailingConnection connection) throws Exception;
  }

  /** The operation that fails in all cases. */
  static final String OPERATION = "find-open";

  static Builder of(String title, String code) {
    return new Builder(title, code);
  }

  @Override
  public String toString() {
    return code + ": " + title;
  }

  /** Says it word by word. */
  static final class Builder {
    private final String title;
    private final String code;
    private Phase phase = Phase.ACQUIRE;
    private Outcome outcome = Outcome.NOT_SENT;
    private int attempts;
    private String notRetried = "rejected on this side";
    private String inState = "permits";

    private Builder(String title, String code) {
      this.title = title;
      this.code = code;
    }

    Builder at(Phase reached, Outcome known) {
      phase = reached;
      outcome = known;
      return this;
    }

    Builder after(int made, String reason) {
      attempts = made;
      notRetried = reason;
      return this;
    }

    Builder refusedFor(String reason) {
      notRetried = reason;
      return this;
    }

    Builder inState(String expected) {
      inState = expected;
      return this;
    }

    FailureCase when(Provocation how) {
      return new FailureCase(title, code, phase, outcome, attempts, notRetried, inState, how);
    }
  }
}
