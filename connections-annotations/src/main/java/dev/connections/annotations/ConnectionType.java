package dev.connections.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a connection type: a kind of external system that a registry knows.
 *
 * <p>The annotated class extends {@code dev.connections.spi.ConnectionTypeBase} and names, as type
 * arguments, the connection users hold, the configuration record and the factory. It is never
 * instantiated.
 *
 * <pre>{@code
 * @ConnectionType(id = 10, name = "PostgreSql", category = "Sql")
 * final class PostgreSqlConnectionType
 *     extends ConnectionTypeBase<SqlConnection, PostgreSqlConfiguration, PostgreSqlConnectionFactory> {}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface ConnectionType {

  /** A number unique among all types of a registry, included ones counted; positive. */
  int id();

  /**
   * The name used in configuration files ({@code type: PostgreSql}); unique among all types of a
   * registry. Letters, digits, {@code -} and {@code _}, beginning with a letter. It also gives the
   * generated constant ({@code PostgreSql} becomes {@code POSTGRE_SQL}).
   */
  String name();

  /** The family shown in tables and used by {@code getByCategory}, such as {@code Sql}. */
  String category();

  /** One sentence for reference documentation and editors. */
  String description() default "";

  /** The library behind the type, such as {@code org.postgresql}; used by {@code getByProvider}. */
  String provider() default "";

  /** The data stores it can talk to; used by {@code getByDataStore}. */
  String[] dataStores() default {};

  /** What its connections are for, told by {@code modes()} of the generated constant. */
  ConnectionMode[] modes() default {ConnectionMode.READ_WRITE};

  /** What its connections can do beyond the common contract. */
  ConnectionFeature[] features() default {};

  /**
   * Where several types serve one data store, those with the greater priority come first; equal
   * priorities are ordered by {@link #id()}.
   */
  int priority() default 0;

  /**
   * Whether its connections are closed after those of all types that do not say so. For what other
   * connections report to, such as a collector of telemetry: it is to hear of their end.
   */
  boolean closeLast() default false;
}
