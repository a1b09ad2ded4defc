package dev.connections.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a generated registry says about itself to the processor that includes it. Written by the
 * processor only; plain strings and numbers, so that it can be read when the classes it speaks of
 * cannot.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface GeneratedRegistry {

  /** The version of this annotation's meaning. */
  int format();

  /** The version of the processor that wrote it. */
  String generator();

  /** Whether it is for others to include; see {@link ConnectionRegistry#library()}. */
  boolean library() default false;

  /** The canonical names of all registries that it includes, and those include. */
  String[] includes() default {};

  /** What others rely on when they call its {@code source} method, as a hash. */
  String source() default "";

  /**
   * The simple names of nested classes that carry this annotation for a part of the entries each:
   * who uses the registry at run time need not load them.
   */
  String[] parts() default {};

  /**
   * The types of the registry, by id, a line each: {@code key=value}, separated by tabs, a key
   * possibly several times. Classes are named {@code package/Outer.Inner}.
   *
   * <ul>
   *   <li>{@code id}: the id under which it is listed; {@code declaredId}: its own, if it is
   *       another.
   *   <li>{@code name}, {@code category}, {@code description}, {@code provider}, {@code dataStore},
   *       {@code priority}: see {@link ConnectionType}; what is empty is left out.
   *   <li>{@code constant}: the name of its constant, if the registry has one for it.
   *   <li>{@code link}: what others rely on when they link to it, as a hash.
   *   <li>{@code declaredBy}: the annotated class.
   *   <li>{@code connection}, {@code configuration}: the connection users hold, without type
   *       arguments, and the configuration record.
   *   <li>{@code dependency}: what the factory must be given: a canonical type name with its
   *       qualifier annotation in front where it has one.
   * </ul>
   */
  String[] entries() default {};

  /**
   * The settings of all configuration records, as lines like those of {@link GeneratedSettings}; of
   * libraries only, since those of an application are where its binders are.
   */
  String[] settings() default {};
}
