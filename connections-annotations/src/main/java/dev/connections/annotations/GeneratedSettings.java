package dev.connections.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The settings of a connection type, as the processor read them from the sources of its
 * configuration record. Written by the processor only, into what it generates, so that other
 * compilations can describe the settings without those sources; plain strings and numbers, so that
 * it can be read when the classes it speaks of cannot.
 *
 * <p>Classes are named {@code package/Outer.Inner}; the slash is there without a package too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface GeneratedSettings {

  /**
   * The configuration record, last, and before it those that it holds: each once, and each after
   * those that it holds itself.
   */
  SettingsRecord[] records();

  /** A record of settings. */
  @Target({})
  @Retention(RetentionPolicy.CLASS)
  @interface SettingsRecord {

    /** The class. */
    String name();

    /** One sentence about it; empty if there is none. */
    String description() default "";

    /** 1 if it judges its settings together, by a method; otherwise 0. */
    int validates() default 0;

    /** Its settings, in the order of its components. */
    Setting[] settings() default {};
  }

  /** A component of a record of settings. */
  @Target({})
  @Retention(RetentionPolicy.CLASS)
  @interface Setting {

    /** Its key. */
    String name();

    /**
     * What it holds, word by word, the outermost first.
     *
     * <pre>
     * TYPE = "string" | "integer" | "long" | "double" | "big-decimal" | "boolean" | "duration"
     *      | "data-size" | "percentage" | "uri" | "path" | "secret"
     *      | "enum" CLASS COUNT CONSTANT…
     *      | "record" CLASS
     *      | "one-of" CLASS KEY COUNT (VALUE CLASS)…
     *      | "list" TYPE | "map" TYPE
     *      | "optional" TYPE | "optional-int" | "optional-long" | "optional-double"
     * </pre>
     */
    String[] type();

    /** What holds if it is left out; none, or one. */
    Default[] defaults() default {};

    /**
     * What its value must satisfy, one text each: {@code NotBlank}, {@code NotEmpty}, {@code Size
     * LEAST MOST}, {@code Pattern EXPRESSION}, and for numbers the name of the annotation, {@code
     * inclusive} or {@code exclusive}, and the limit, such as {@code DecimalMin exclusive 0.5}.
     */
    String[] constraints() default {};

    /** One sentence about it; empty if there is none. */
    String description() default "";

    /** See {@link DeprecatedKeys}. */
    String[] deprecatedKeys() default {};
  }

  /** A default, as a configuration would write it. */
  @Target({})
  @Retention(RetentionPolicy.CLASS)
  @interface Default {

    /** The text; those of the elements, if it is a list. */
    String[] value();
  }
}
