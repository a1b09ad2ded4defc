package dev.connections.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a sealed interface of records of settings: the key whose value says which of the records a
 * mapping is. Without this annotation the key is {@code kind}.
 *
 * <pre>{@code
 * @Discriminator("kind")
 * public sealed interface Authentication {
 *   @DiscriminatorValue("basic")
 *   record Basic(String username, Secret password) implements Authentication {}
 *
 *   @DiscriminatorValue("bearer")
 *   record Bearer(Secret token) implements Authentication {}
 * }
 * }</pre>
 *
 * <pre>{@code
 * authentication: { kind: bearer, token: "${env:TOKEN}" }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Discriminator {

  /** The key; no record that the interface permits has a component of this name. */
  String value() default "kind";
}
