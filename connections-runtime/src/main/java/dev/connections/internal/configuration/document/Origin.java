package dev.connections.internal.configuration.document;

/**
 * Where a part of the configuration was written.
 *
 * @param rank documents in their order, then variables, properties, code, defaults, the class path,
 *     the application
 * @param source the name of the document, variable or property
 * @param line from 1; 0 where there are no lines
 * @param column from 1; 0 where there are no columns
 */
public record Origin(int rank, String source, int line, int column) implements Comparable<Origin> {

  private static final int AFTER_DOCUMENTS = 1_000_000;
  private static final String VARIABLE = "variable ";

  /** What the library assumes where nothing was written. */
  public static final Origin DEFAULT = new Origin(AFTER_DOCUMENTS + 3, "default", 0, 0);

  /** What a preset or a built-in profile assumes where nothing was written. */
  public static Origin assumed(String source) {
    return new Origin(DEFAULT.rank(), source, 0, 0);
  }

  /** Set in code. */
  public static final Origin CODE = new Origin(AFTER_DOCUMENTS + 2, "code", 0, 0);

  /** Not in the configuration, but in what is deployed with it. */
  public static final Origin CLASS_PATH = new Origin(AFTER_DOCUMENTS + 4, "class path", 0, 0);

  /** What the application asks of the documents together: told after what is wrong in them. */
  public static Origin application(String documents) {
    return new Origin(AFTER_DOCUMENTS + 5, documents, 0, 0);
  }

  /** A whole document. */
  public static Origin document(int index, String name) {
    return new Origin(index, name, 0, 0);
  }

  /** A place in this document. */
  Origin at(int line, int column) {
    return new Origin(rank, source, line, column);
  }

  /** An environment variable. */
  public static Origin variable(String name) {
    return new Origin(AFTER_DOCUMENTS, VARIABLE + name, 0, 0);
  }

  /** A system property. */
  public static Origin property(String name) {
    return new Origin(AFTER_DOCUMENTS + 1, "system property " + name, 0, 0);
  }

  /** Whether it is a variable, a property, code or a default, which can only give texts. */
  public boolean givesTextOnly() {
    return rank >= AFTER_DOCUMENTS;
  }

  /** Whether no one wrote it: it is a default, be it a preset's or a built-in profile's. */
  public boolean isAssumed() {
    return rank == DEFAULT.rank();
  }

  /** Whether it is an environment variable. */
  public boolean isVariable() {
    return rank == AFTER_DOCUMENTS;
  }

  /** The name of the environment variable that it is. */
  public String variableName() {
    return source.substring(VARIABLE.length());
  }

  @Override
  public int compareTo(Origin other) {
    int order = Integer.compare(rank, other.rank);
    if (order == 0) {
      order = source.compareTo(other.source);
    }
    if (order == 0) {
      order = Integer.compare(line, other.line);
    }
    return order == 0 ? Integer.compare(column, other.column) : order;
  }

  /** As messages print it, such as {@code connections.yaml:7:15}. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
