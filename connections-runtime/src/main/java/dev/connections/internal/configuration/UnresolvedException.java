package dev.connections.internal.configuration;

/** A reference that leads to no value. */
final class UnresolvedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String hint;

  UnresolvedException(String problem, String hint) {
    super(problem, null, false, false);
    this.problem = problem;
    this.hint = hint;
  }

  /** What is wrong, to be put after the name of the setting. */
  String problem() {
    return problem;
  }

  /** What to do. */
  String hint() {
    return hint;
  }
}
