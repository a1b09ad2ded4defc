package dev.connections.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a registry: a class, generated into the package of the annotated type, with a typed
 * constant and lookups for every connection type of this compilation and of the included
 * registries.
 *
 * <pre>{@code
 * @ConnectionRegistry(include = {SqlConnectionTypes.class, RestConnectionTypes.class})
 * final class App {}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface ConnectionRegistry {

  /** The simple name of the generated class. */
  String name() default "ConnectionTypes";

  /** The generated registries of libraries whose types this one re-exports. */
  Class<?>[] include() default {};

  /**
   * Types of included registries that are left out, such as one of two libraries' types with one
   * name.
   *
   * <pre>{@code
   * exclude = @ExcludedType(registry = LegacyTypes.class, name = "Ledger")
   * }</pre>
   */
  ExcludedType[] exclude() default {};

  /**
   * Other ids for types of included registries, where two libraries use the same one. The type's
   * constant stays the same object, and keeps its own id; lookups of this registry, and of those
   * that include it, go by the id that is given here.
   *
   * <pre>{@code
   * ids = @TypeId(registry = LegacyTypes.class, name = "Archive", id = 1107)
   * }</pre>
   */
  TypeId[] ids() default {};

  /**
   * Whether this registry is for others to include: a public class with constants, lookups and
   * accessors, without wiring and without {@code open}.
   */
  boolean library() default false;
}
