package dev.connections.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the class that the processor generates beside a connection type: what the registry of the same
 * compilation takes up. Written by the processor only.
 *
 * <p>It stands between the two halves of the processor: one writes such a class for each {@link
 * ConnectionType}, by itself; the other reads all of them, and nothing else of the types. So build
 * tools that compile only what has changed need to run the first half for changed types alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface ConnectionEntry {

  /** The annotated class: its package, a slash, its enclosing classes and name joined by dots. */
  String declaredBy();

  /** See {@link ConnectionType#id()}. */
  int id();

  /** See {@link ConnectionType#name()}. */
  String name();

  /** See {@link ConnectionType#category()}. */
  String category();

  /** See {@link ConnectionType#description()}. */
  String description() default "";

  /** See {@link ConnectionType#provider()}. */
  String provider() default "";

  /** See {@link ConnectionType#dataStores()}. */
  String[] dataStores() default {};

  /** See {@link ConnectionType#modes()}; their names. */
  String[] modes() default {"READ_WRITE"};

  /** See {@link ConnectionType#features()}; their names. */
  String[] features() default {};

  /** See {@link ConnectionType#priority()}. */
  int priority() default 0;

  /** Whether the factory can be constructed; if not, the compiler has said why. */
  boolean constructible() default true;

  /** Its configuration, at most one; none if it could not be read. */
  GeneratedSettings[] settings() default {};
}
