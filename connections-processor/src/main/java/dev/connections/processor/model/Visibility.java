package dev.connections.processor.model;

/** Who can name a class or call a constructor, its enclosing classes taken into account. */
public enum Visibility {
  /** Everybody. */
  PUBLIC,
  /** Its package. */
  PACKAGE,
  /** Nobody outside of its outermost class. */
  PRIVATE
}
