package dev.connections.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a setting that the configuration leaves out, as it would be written there: {@code
 * "10"}, {@code "30s"}, {@code "READ_WRITE"}; for a list of plain values, one text an element. The
 * processor checks that it parses. Not allowed on a {@code Secret}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface DefaultValue {

  /** The text of the default; several for a list. */
  String[] value();
}
