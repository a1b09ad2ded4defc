package dev.connections.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record that a sealed interface of settings permits: what the {@linkplain Discriminator key}
 * says to choose it. Without this annotation it is the record's simple name in lower case, its
 * words joined by {@code -}: {@code ClientCertificate} is {@code client-certificate}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface DiscriminatorValue {

  /** The value; in a configuration its case does not matter, and {@code -} stands for {@code _}. */
  String value();
}
