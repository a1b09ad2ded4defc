package dev.connections.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a class that the processor generates while a connection type or set names classes that do not
 * exist yet, because another processor may generate them. Written by the processor only.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface AwaitedConnectionType {

  /** The canonical name of the annotated class. */
  String value();
}
