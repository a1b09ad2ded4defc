package dev.connections.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the class that the processor generates for a connection type that only its documentation
 * comment describes: class files have no comments, and build tools that compile only what has
 * changed show the processor the class files of the rest. Written by the processor only.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface GeneratedDescription {

  /** The beginning of the comment; used in place of {@link ConnectionType#description()}. */
  String description();
}
