package dev.connections.processor.model;

/** The simple values that a setting can hold. */
public enum ScalarKind {
  /** {@code String}. */
  STRING("String"),
  /** {@code int} or {@code Integer}. */
  INTEGER("int"),
  /** {@code long} or {@code Long}. */
  LONG("long"),
  /** {@code double} or {@code Double}. */
  DOUBLE("double"),
  /** {@code java.math.BigDecimal}. */
  BIG_DECIMAL("BigDecimal"),
  /** {@code boolean} or {@code Boolean}. */
  BOOLEAN("boolean"),
  /** {@code java.time.Duration}. */
  DURATION("Duration"),
  /** {@code dev.connections.DataSize}. */
  DATA_SIZE("DataSize"),
  /** {@code dev.connections.Percentage}. */
  PERCENTAGE("Percentage"),
  /** {@code java.net.URI}. */
  URI("URI"),
  /** {@code java.nio.file.Path}. */
  PATH("Path"),
  /** {@code dev.connections.Secret}. */
  SECRET("Secret");

  private final String display;

  ScalarKind(String display) {
    this.display = display;
  }

  /** How messages call it. */
  public String display() {
    return display;
  }

  /** Whether its values are numbers. */
  public boolean isNumber() {
    return switch (this) {
      case INTEGER, LONG, DOUBLE, BIG_DECIMAL -> true;
      case STRING, BOOLEAN, DURATION, DATA_SIZE, PERCENTAGE, URI, PATH, SECRET -> false;
    };
  }
}
