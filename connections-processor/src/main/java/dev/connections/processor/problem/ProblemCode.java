package dev.connections.processor.problem;

/**
 * Every kind of problem the processor reports: its code, which users search for, how bad it is,
 * what is wrong, and what to do. The texts are {@link String#format} templates over the same
 * values.
 *
 * <p>Codes are grouped: 1xx a connection type, 2xx a registry, 3xx a connection set, 4xx a
 * configuration record, 9xx the processor itself. A code never changes its meaning.
 */
public enum ProblemCode {
  /** Values: what failed, the stack trace. */
  PROCESSOR_FAILED(
      901,
      Severity.ERROR,
      "The processor of Connections failed: %1$s",
      "this is a bug in the processor, not in your code; please report it with this trace:%n%2$s");

  private final int number;
  private final Severity severity;
  private final String text;
  private final String hint;

  ProblemCode(int number, Severity severity, String text, String hint) {
    this.number = number;
    this.severity = severity;
    this.text = text;
    this.hint = hint;
  }

  /** What users search for, such as {@code CONN-101}. */
  public String code() {
    return "CONN-" + number;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** The whole message: code, what is wrong, and on a second line what to do. */
  String message(Object... values) {
    return code()
        + ": "
        + String.format(text, values)
        + "\n  Fix: "
        + String.format(hint, values).replace(System.lineSeparator(), "\n");
  }
}
