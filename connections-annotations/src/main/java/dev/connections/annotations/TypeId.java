package dev.connections.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Another id for a type of an included registry: see {@link ConnectionRegistry#ids()}. */
@Target({})
@Retention(RetentionPolicy.CLASS)
public @interface TypeId {

  /** The included registry. */
  Class<?> registry();

  /** The name of the type; see {@link ConnectionType#name()}. */
  String name();

  /** The id under which it is listed here; positive, and of no other type. */
  int id();
}
