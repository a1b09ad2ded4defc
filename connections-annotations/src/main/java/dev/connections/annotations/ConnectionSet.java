package dev.connections.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the named connections that a service uses, as an interface of accessors. The processor
 * generates its implementation, its Dagger binding and an opener.
 *
 * <pre>{@code
 * @ConnectionSet
 * public interface AppConnections {
 *   @ConnectionName("orders-db") SqlConnection orders();
 * }
 *
 * try (OpenAppConnections app = OpenAppConnections.open(Path.of("connections.yaml"))) {
 *   app.orders();
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface ConnectionSet {}
