package dev.connections.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the connection that an accessor of a {@link ConnectionSet} returns. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ConnectionName {

  /**
   * The key under {@code connections:} in the configuration file: a small letter, then small
   * letters, digits and {@code -}, at most 63 in all. Anything else, and two names that differ in
   * {@code -} alone, is an error of the compilation.
   */
  String value();
}
