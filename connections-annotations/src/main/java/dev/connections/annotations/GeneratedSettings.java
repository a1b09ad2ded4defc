package dev.connections.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the binder of a configuration record: its settings, as the processor read them from the
 * sources, so that other compilations can describe them without those sources. Written by the
 * processor only; plain texts, so that it can be read when the classes it speaks of cannot.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface GeneratedSettings {

  /**
   * The configuration record, last, and before it those that it holds: each once, and each after
   * those that it holds itself. A line is {@code key=value}, separated by tabs, a key possibly
   * several times. Classes are named {@code package/Outer.Inner}.
   *
   * <p>A record is a line with {@code record} (its class), {@code description} and {@code
   * validates} (if it judges its settings together, by a method), followed by a line for each of
   * its settings:
   *
   * <ul>
   *   <li>{@code setting}: its key.
   *   <li>{@code type}: what it holds, word by word, the outermost first.
   *   <li>{@code default}: what holds if it is left out; for a list, one an element; {@code
   *       defaults}: how many there are.
   *   <li>{@code example}: a value that it could have; for a list, one an element; for a map, one
   *       {@code name: value} an entry.
   *   <li>{@code constraint}: what its value must satisfy: {@code NotBlank}, {@code NotEmpty},
   *       {@code Size LEAST MOST}, {@code Pattern EXPRESSION}, and for numbers the name of the
   *       annotation, {@code inclusive} or {@code exclusive}, and the limit, such as {@code
   *       DecimalMin exclusive 0.5}.
   *   <li>{@code description}: one sentence about it.
   *   <li>{@code deprecated}: a key that it had earlier.
   * </ul>
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
  String[] value();
}
