package dev.connections.internal.configuration.secret;

/** A reference that leads to no value. */
public final class UnresolvedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String hint;

  private final boolean writtenOut;

  public UnresolvedException(String problem, String hint) {
    this(problem, hint, false);
  }

  private UnresolvedException(String problem, String hint, boolean writtenOut) {
    super(problem, null, false, false);
    this.problem = problem;
    this.hint = hint;
    this.writtenOut = writtenOut;
  }

  /** Of a setting whose text is, or has in it, a secret. */
  public static UnresolvedException writtenOut(String problem, String hint) {
    return new UnresolvedException(problem, hint, true);
  }

  /** Whether the text of the setting must not be shown. */
  public boolean isWrittenOut() {
    return writtenOut;
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
