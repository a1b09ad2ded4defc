package dev.connections.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value of a setting that its type accepts, as a configuration would write it: {@code
 * "jdbc:h2:mem:orders"}, {@code "30s"}; for a list of plain values, one text an element; for a map,
 * one {@code "name: value"} an entry. It is shown in the generated reference, whose shortest
 * example of a type can then be pasted, and in the schema. Without it the reference makes up a
 * value from the setting's type and constraints, which a rule in the record's constructor may
 * reject. The processor checks that it parses and that the setting's constraints allow it. Not
 * allowed on a {@code Secret}, whose example refers to an environment variable, nor on a record,
 * whose components have examples of their own.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Example {

  /** The text of the example; several for a list or a map. */
  String[] value();
}
