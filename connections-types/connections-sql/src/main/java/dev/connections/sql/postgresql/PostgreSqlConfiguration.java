package dev.connections.sql.postgresql;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a {@code PostgreSql} connection. The shortest is a {@code url}, a {@code
 * username} and a {@code password}. Immutable; holds the password's reference, not its value.
 *
 * @param url the JDBC URL, such as {@code jdbc:postgresql://db.example.com/orders}; may hold
 *     parameters of the driver, but none for which there is a setting, and no password
 * @param username the role
 * @param password the role's password; asked for again for each physical connection, so a rotated
 *     one is picked up. Left out where the server asks for none
 * @param pool how connections are pooled
 * @param readOnly whether the server must reject writes
 * @param schema the schema in which names are looked up; the role's own by default
 * @param applicationName the name that the server shows for the sessions; the connection's name by
 *     default
 * @param tls how the way to the server is protected: {@link TlsMode#VERIFY_FULL} by default, but
 *     {@link TlsMode#DISABLE} where the URL names nothing but this machine ({@code localhost},
 *     {@code 127.…}, {@code [::1]})
 * @param rootCertificate a file with the certificates to trust, in PEM; those that Java trusts by
 *     default
 * @param statementTimeout after how long the server gives up on a statement by itself, as a net
 *     below the deadlines that are watched here; the server's own by default
 * @param pooler whether a connection pooler such as PgBouncer stands between the application and
 *     the server, and how it shares sessions. By default this is found out when the connection is
 *     opened: a pooler that is found is assumed to have {@link PoolerMode#TRANSACTION}, which is
 *     safe with any
 * @param options settings of the server for all sessions, by name, such as {@code lock_timeout: 5s}
 *     or {@code app.region: eu}; what pgjdbc's {@code options} sets. They hold for each borrower: a
 *     session is reset to them
 */
public record PostgreSqlConfiguration(
    @Description("JDBC URL, without user and password")
        @Example("jdbc:postgresql://db.example.com/orders")
        @NotBlank
        String url,
    @Description("Role to connect as") @Example("shop") @NotBlank String username,
    @Description(
            "Password of the role; read again for each physical connection, so a rotated one is"
                + " picked up. Left out where the server asks for none")
        Optional<Secret> password,
    @Description("How connections are pooled") SqlPoolSettings pool,
    @Description("Whether the server must reject writes") @DefaultValue("false") boolean readOnly,
    @Description("Schema in which names are looked up; the role's own by default")
        Optional<String> schema,
    @Description(
            "The name that the server shows for its sessions, as in pg_stat_activity; the"
                + " connection's name by default")
        Optional<String> applicationName,
    @Description(
            "TLS to the server; by default VERIFY_FULL, but DISABLE where url names this machine"
                + " (localhost, 127.…, [::1])")
        Optional<TlsMode> tls,
    @Description("File with the certificates to trust, in PEM; those that Java trusts by default")
        Optional<Path> rootCertificate,
    @Description(
            "After how long the server cancels a statement by itself, in case a deadline here does"
                + " not reach it; longer than timeouts.total. Left out, the server's own")
        Optional<Duration> statementTimeout,
    @Description(
            "How a pooler such as PgBouncer shares its sessions, if one is in between; detected by"
                + " default, and then treated as transaction, which is safe with any")
        Optional<PoolerMode> pooler,
    @Description(
            "Settings of the server for all sessions, by name. They hold for each borrower: a"
                + " session is reset to them")
        @Example("lock_timeout: 5s")
        Map<String, String> options)
    implements ConnectionConfiguration {

  /**
   * Checks the settings against each other.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public PostgreSqlConfiguration {
    options = Map.copyOf(options);
    PostgreSqlRules.check(url, tls, rootCertificate, statementTimeout);
    PostgreSqlRules.checkSession(schema, statementTimeout, pool, pooler, options);
  }

  /** Without a pooler that is known of, and without {@code options}. */
  public PostgreSqlConfiguration(
      String url,
      String username,
      Optional<Secret> password,
      SqlPoolSettings pool,
      boolean readOnly,
      Optional<String> schema,
      Optional<String> applicationName,
      Optional<TlsMode> tls,
      Optional<Path> rootCertificate,
      Optional<Duration> statementTimeout) {
    this(
        url,
        username,
        password,
        pool,
        readOnly,
        schema,
        applicationName,
        tls,
        rootCertificate,
        statementTimeout,
        Optional.empty(),
        Map.of());
  }

  /** Defaults for all but what is needed to connect. */
  public static PostgreSqlConfiguration of(String url, String username, Secret password) {
    return new PostgreSqlConfiguration(
        url,
        username,
        Optional.of(password),
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
