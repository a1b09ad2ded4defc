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
   * The simple names of classes of the same package that carry this annotation for a part of the
   * entries each, where they are too many for one class file.
   */
  String[] parts() default {};

  /** The types of the registry, by id. */
  Entry[] entries() default {};

  /** One connection type. */
  @Target({})
  @Retention(RetentionPolicy.CLASS)
  @interface Entry {
    /** The id under which it is listed. */
    int id();

    /** See {@link ConnectionType#id()}; 0 if it is the same. */
    int declaredId() default 0;

    /** See {@link ConnectionType#name()}. */
    String name();

    /** See {@link ConnectionType#category()}. */
    String category();

    /** See {@link ConnectionType#provider()}. */
    String provider() default "";

    /** See {@link ConnectionType#dataStores()}. */
    String[] dataStores() default {};

    /** See {@link ConnectionType#priority()}. */
    int priority() default 0;

    /** The name of the constant; empty if the registry has none for it. */
    String constant();

    /** What others rely on when they link to it, as a hash. */
    String link();

    /** The annotated class, with a slash between its package and its name. */
    String declaredBy();

    /** The canonical name of the connection users hold, without type arguments. */
    String connection();

    /** The canonical name of the configuration record. */
    String configuration();

    /**
     * What the factory must be given: canonical type names, each with its qualifier annotation in
     * front where it has one, in the order of the constructor.
     */
    String[] dependencies() default {};

    /** See {@link ConnectionType#description()}; what stands in for it, if it is left out. */
    String description() default "";

    /** The settings of the configuration record; none if the registry does not know them. */
    GeneratedSettings[] settings() default {};
  }
}
