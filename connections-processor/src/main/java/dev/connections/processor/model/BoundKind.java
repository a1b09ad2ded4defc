package dev.connections.processor.model;

/** The annotations of {@code jakarta.validation} that hold numbers on one side of a limit. */
public enum BoundKind {
  /** {@code @Min}. */
  MIN("Min", true),
  /** {@code @Max}. */
  MAX("Max", false),
  /** {@code @DecimalMin}. */
  DECIMAL_MIN("DecimalMin", true),
  /** {@code @DecimalMax}. */
  DECIMAL_MAX("DecimalMax", false),
  /** {@code @Positive}. */
  POSITIVE("Positive", true),
  /** {@code @PositiveOrZero}. */
  POSITIVE_OR_ZERO("PositiveOrZero", true),
  /** {@code @Negative}. */
  NEGATIVE("Negative", false),
  /** {@code @NegativeOrZero}. */
  NEGATIVE_OR_ZERO("NegativeOrZero", false);

  private final String annotation;
  private final boolean lower;

  BoundKind(String annotation, boolean lower) {
    this.annotation = annotation;
    this.lower = lower;
  }

  /** The annotation's simple name. */
  public String annotation() {
    return annotation;
  }

  /** Whether the limit is the least number, not the greatest. */
  public boolean isLower() {
    return lower;
  }
}
