package dev.connections.processor.model;

import java.util.List;

/** The classes of {@code java.util} that hold a value that may be left out. */
public enum OptionalForm {
  /** {@code Optional}. */
  OBJECT("Optional"),
  /** {@code OptionalInt}. */
  INT("OptionalInt"),
  /** {@code OptionalLong}. */
  LONG("OptionalLong"),
  /** {@code OptionalDouble}. */
  DOUBLE("OptionalDouble");

  private final ClassReference type;

  OptionalForm(String simpleName) {
    this.type = new ClassReference("java.util", List.of(simpleName));
  }

  /** The class. */
  public ClassReference type() {
    return type;
  }
}
