package dev.connections.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A type of an included registry that is left out: see {@link ConnectionRegistry#exclude()}. */
@Target({})
@Retention(RetentionPolicy.CLASS)
public @interface ExcludedType {

  /** The included registry. */
  Class<?> registry();

  /** The name of the type; see {@link ConnectionType#name()}. */
  String name();
}
