package dev.connections.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keys that a setting had earlier. A configuration may still use one of them instead of the
 * setting's own; it is then warned, with the key to write instead. Both together are an error.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface DeprecatedKeys {

  /** The former keys, as they were written. */
  String[] value();
}
