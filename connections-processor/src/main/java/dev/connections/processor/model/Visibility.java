package dev.connections.processor.model;

/** Who can name a class or call a constructor, its enclosing classes taken into account. */
public enum Visibility {
  /** Everyone. */
  PUBLIC,
  /** Its package. */
  PACKAGE,
  /** No one outside of its outermost class. */
  PRIVATE
}
