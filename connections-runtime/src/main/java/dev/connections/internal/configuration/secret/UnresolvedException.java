package dev.connections.internal.configuration.secret;

/** A reference that leads to no value. */
public final class UnresolvedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String hint;

  public UnresolvedException(String problem, String hint) {
    super(problem, null, false, false);
    this.problem = problem;
    this.hint = hint;
  }

  /** What is wrong, to be put after the name of the setting. */
  public String problem() {
    return problem;
  }

  /** What to do. */
  public String hint() {
    return hint;
  }
}
