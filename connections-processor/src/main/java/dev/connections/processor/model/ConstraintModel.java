package dev.connections.processor.model;

import java.math.BigDecimal;

/** A rule for the value of a setting, after an annotation of {@code jakarta.validation}. */
public sealed interface ConstraintModel {

  /** The annotation's simple name, such as {@code DecimalMin}. */
  String annotation();

  /** What it allows, such as {@code at least 1}. */
  String allowed();

  /** What it can judge. */
  Subject subject();

  /** Whether a list or map must have something in it. */
  default boolean rejectsEmpty() {
    return false;
  }

  /** What constraints can judge. */
  enum Subject {
    /** Numbers of every kind, the bytes of sizes, the percent of percentages. */
    NUMBER("numbers, sizes (in bytes) and percentages"),
    /** Texts and secrets. */
    TEXT("texts"),
    /** Whatever has a size: texts, secrets, lists and maps. */
    SIZE("texts, lists and maps");

    private final String display;

    Subject(String display) {
      this.display = display;
    }

    /** How messages call it. */
    public String display() {
      return display;
    }

    private static boolean isCounted(ScalarKind kind) {
      return kind.isNumber() || kind == ScalarKind.DATA_SIZE || kind == ScalarKind.PERCENTAGE;
    }

    /** Whether values of a type are among it; those in an Optional, if it is one. */
    public boolean fits(SettingType type) {
      if (type instanceof SettingType.OptionalOf optional) {
        return fits(optional.value());
      }
      boolean text =
          type instanceof SettingType.Scalar scalar
              && (scalar.kind() == ScalarKind.STRING || scalar.kind() == ScalarKind.SECRET);
      return switch (this) {
        case NUMBER -> type instanceof SettingType.Scalar scalar && isCounted(scalar.kind());
        case TEXT -> text;
        case SIZE ->
            text || type instanceof SettingType.ListOf || type instanceof SettingType.MapOf;
      };
    }
  }

  /**
   * A number on one side of a limit.
   *
   * @param kind the annotation
   * @param limit the limit
   * @param inclusive whether the limit itself is allowed
   */
  record Bound(BoundKind kind, BigDecimal limit, boolean inclusive) implements ConstraintModel {

    @Override
    public String annotation() {
      return kind.annotation();
    }

    @Override
    public String allowed() {
      String relation =
          kind.isLower()
              ? (inclusive ? "at least " : "more than ")
              : (inclusive ? "at most " : "less than ");
      return relation + limit.toPlainString();
    }

    @Override
    public Subject subject() {
      return Subject.NUMBER;
    }

    /** Whether it allows a number. */
    public boolean allows(BigDecimal number) {
      int comparison = kind.isLower() ? number.compareTo(limit) : limit.compareTo(number);
      return comparison > 0 || (inclusive && comparison == 0);
    }
  }

  /** {@code @NotBlank}. */
  record NotBlank() implements ConstraintModel {

    @Override
    public String annotation() {
      return "NotBlank";
    }

    @Override
    public String allowed() {
      return "a text that is not blank";
    }

    @Override
    public Subject subject() {
      return Subject.TEXT;
    }
  }

  /**
   * {@code @Pattern}: the whole text matches.
   *
   * @param expression the regular expression, flags written into it
   */
  record Pattern(String expression) implements ConstraintModel {

    @Override
    public String annotation() {
      return "Pattern";
    }

    @Override
    public String allowed() {
      return "a text that matches " + expression;
    }

    @Override
    public Subject subject() {
      return Subject.TEXT;
    }
  }

  /** {@code @NotEmpty}. */
  record NotEmpty() implements ConstraintModel {

    @Override
    public String annotation() {
      return "NotEmpty";
    }

    @Override
    public String allowed() {
      return "something that is not empty";
    }

    @Override
    public boolean rejectsEmpty() {
      return true;
    }

    @Override
    public Subject subject() {
      return Subject.SIZE;
    }
  }

  /**
   * {@code @Size}.
   *
   * @param least the least size allowed
   * @param most the greatest size allowed
   */
  record Size(int least, int most) implements ConstraintModel {

    /** Whether it allows a size. */
    public boolean allows(int size) {
      return least <= size && size <= most;
    }

    @Override
    public String annotation() {
      return "Size";
    }

    @Override
    public String allowed() {
      return most == Integer.MAX_VALUE
          ? "a size of at least " + least
          : "a size from " + least + " to " + most;
    }

    @Override
    public boolean rejectsEmpty() {
      return least > 0;
    }

    @Override
    public Subject subject() {
      return Subject.SIZE;
    }
  }
}
