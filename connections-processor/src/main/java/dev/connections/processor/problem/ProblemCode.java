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
  /** Values: the configuration, what it is, such as {@code a class}. */
  CONFIGURATION_NOT_RECORD(
      401,
      Severity.ERROR,
      "The configuration %1$s is %2$s, not a record",
      "make it a record: public record %1$s(…) implements ConnectionConfiguration {}"),

  /** Values: the configuration, the class that is not public. */
  CONFIGURATION_NOT_PUBLIC(
      402,
      Severity.ERROR,
      "The configuration %1$s cannot be seen by applications: %2$s is not public",
      "make %2$s public"),

  /** Values: the configuration. */
  CONFIGURATION_GENERIC(
      403,
      Severity.ERROR,
      "The configuration %1$s has type parameters, and nothing can stand for them in a file",
      "write the types of its settings out"),

  /** Values: the setting, its type, what to write. */
  UNSUPPORTED_SETTING_TYPE(
      404,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which cannot be read from a configuration",
      "%3$s"),

  /** Values: the setting, its type. */
  HIDDEN_SETTING_TYPE(
      405,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which generated code cannot name",
      "make %2$s public"),

  /** Values: the setting. */
  NULLABLE_SETTING(
      406,
      Severity.ERROR,
      "The setting %1$s may be null, but settings never are",
      "write Optional of its type, or give it a @DefaultValue"),

  /** Values: the setting, the circle. */
  RECURSIVE_SETTINGS(
      407,
      Severity.ERROR,
      "The setting %1$s leads back to the record it is in: %2$s",
      "break the circle; a record of settings cannot contain itself"),

  /** Values: the setting, the key it takes, all such keys. */
  RESERVED_SETTING(
      408,
      Severity.ERROR,
      "The setting %1$s takes the key \"%2$s\", which every connection has already",
      "rename it; the keys of every connection are %3$s"),

  /** Values: the setting, the other one. */
  SIMILAR_SETTINGS(
      409,
      Severity.ERROR,
      "The setting %1$s cannot be told from %2$s: case, - and _ do not count in keys",
      "rename one of them"),

  /** Values: the setting, its type, what to do. */
  DEFAULT_NOT_ALLOWED(
      410, Severity.ERROR, "The setting %1$s cannot have a default: it is %2$s", "%3$s"),

  /** Values: the setting, the default, what is expected, what to write. */
  DEFAULT_NOT_READABLE(
      411, Severity.ERROR, "The default \"%2$s\" of the setting %1$s is not %3$s", "%4$s"),

  /** Values: the setting, the default, the constraint, what it allows. */
  DEFAULT_REFUSED(
      412,
      Severity.ERROR,
      "The default \"%2$s\" of the setting %1$s is refused by its own @%3$s",
      "write a default that it allows: %4$s"),

  /** Values: the constraint, the setting, the supported ones. */
  UNSUPPORTED_CONSTRAINT(
      413,
      Severity.ERROR,
      "The constraint @%1$s of the setting %2$s is not supported",
      "use one of %3$s; or judge the value in the record's constructor, and throw an"
          + " IllegalArgumentException that says what is allowed"),

  /** Values: the constraint, the setting, its type, what the constraint is for. */
  UNFITTING_CONSTRAINT(
      414,
      Severity.ERROR,
      "The constraint @%1$s does not fit the setting %2$s, which is %3$s",
      "@%1$s is for %4$s; for other rules judge the value in the record's constructor, and throw an"
          + " IllegalArgumentException that says what is allowed"),

  /** Values: the constraint, the setting, why, what to do. */
  MEANINGLESS_CONSTRAINT(
      415, Severity.ERROR, "The constraint @%1$s of the setting %2$s has no meaning: %3$s", "%4$s"),

  /** Values: the constraint, the setting, what to do. */
  CONSTRAINT_ON_TYPE_ARGUMENT(
      416,
      Severity.ERROR,
      "The constraint @%1$s inside the type of the setting %2$s is not supported",
      "%3$s"),

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
