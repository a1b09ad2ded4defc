package dev.connections.sql.jdbc;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.sql.SqlPoolSettings;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a {@code Jdbc} connection, for a database that has no type of its own. The
 * shortest is a {@code url}. The driver is the one that {@code java.sql.DriverManager} has for it:
 * it finds those on the class path or module path by itself, and knows those that the application
 * has registered. Immutable; holds the password's reference, not its value.
 *
 * @param url the JDBC URL, without user and password; its parameters go to the driver as they are
 * @param username the user; none by default
 * @param password the user's password; asked for again for each physical connection
 * @param pool how connections are pooled
 * @param readOnly whether the database must reject writes on all connections; needs a {@code
 *     readOnlyStatement}, because a driver's own {@code setReadOnly} is a hint that many ignore
 * @param readOnlyStatement the statement that makes a session reject writes, which runs on each new
 *     connection of a {@code readOnly} one, such as {@code SET SESSION CHARACTERISTICS AS
 *     TRANSACTION READ ONLY}
 * @param writableQuery a query that gives one row with one value: whether the server takes writes;
 *     asked before writes move to a standby. By default the driver's {@code isReadOnly}
 * @param resetStatement a statement that makes a session what it was when it began. With it a
 *     connection whose session was changed is lent again; without it, it is closed
 * @param driverProperties properties of the driver, which are given to it as they are: drivers do
 *     not tell reliably which ones they know
 */
public record JdbcConfiguration(
    @Description("JDBC URL, without user and password")
        @Example("jdbc:hsqldb:hsql://db/orders")
        @NotBlank
        String url,
    @Description("User to connect as; none by default") Optional<String> username,
    @Description("Password of the user; read again for each physical connection")
        Optional<Secret> password,
    @Description("How connections are pooled") SqlPoolSettings pool,
    @Description(
            "Whether the database must reject writes on all connections; needs a readOnlyStatement")
        @DefaultValue("false")
        boolean readOnly,
    @Description(
            "Statement that makes a session reject writes; runs on each new connection of a readOnly"
                + " one")
        Optional<String> readOnlyStatement,
    @Description(
            "Query that gives one row with one value: whether the server takes writes. By default the"
                + " driver is asked, whose answer may be a guess")
        Optional<String> writableQuery,
    @Description(
            "Statement that makes a session what it was when it began. Left out, a connection whose"
                + " session was changed is closed")
        Optional<String> resetStatement,
    @Description("Properties of the driver, which are given to it as they are")
        Map<String, String> driverProperties)
    implements ConnectionConfiguration {

  /**
   * Checks the settings against each other.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public JdbcConfiguration {
    driverProperties = Map.copyOf(driverProperties);
    JdbcRules.check(
        url, readOnly, readOnlyStatement, writableQuery, resetStatement, driverProperties);
  }

  /** Defaults for all but the URL: no user, and nothing promised of reads. */
  public static JdbcConfiguration of(String url) {
    return new JdbcConfiguration(
        url,
        Optional.empty(),
        Optional.empty(),
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
