package dev.connections.sql.mysql;

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
 * The settings of a {@code MySql} connection. The shortest is a {@code url}, a {@code username} and
 * a {@code password}. Immutable; holds the password's reference, not its value.
 *
 * @param url the JDBC URL, such as {@code jdbc:mysql://db.example.com/orders}, of one server; may
 *     hold parameters of the driver, but none for which there is a setting, none that it does not
 *     know, and no password
 * @param username the user
 * @param password the user's password; asked for again for each physical connection, so a rotated
 *     one is picked up. Left out where the server asks for none
 * @param pool how connections are pooled
 * @param readOnly whether the server must reject writes
 * @param applicationName the {@code program_name} of the sessions, which the server shows in {@code
 *     performance_schema.session_connect_attrs}; the connection's name by default
 * @param tls how the way to the server is protected: {@link TlsMode#VERIFY_FULL} by default, but
 *     {@link TlsMode#DISABLE} where the URL names nothing but this machine ({@code localhost},
 *     {@code 127.…}, {@code [::1]})
 * @param rootCertificate a file with the certificates to trust, in PEM; those that Java trusts by
 *     default
 * @param statementTimeout after how long the server gives up on a statement by itself ({@code
 *     max_execution_time}), as a net below the deadlines that are watched here; the server's own by
 *     default
 * @param driverProperties more properties of the driver, by its own names
 */
public record MySqlConfiguration(
    @Description("JDBC URL, without user and password")
        @Example("jdbc:mysql://db.example.com/orders")
        @NotBlank
        String url,
    @Description("User to connect as") @Example("shop") @NotBlank String username,
    @Description(
            "Password of the user; read again for each physical connection, so a rotated one is"
                + " picked up. Left out where the server asks for none")
        Optional<Secret> password,
    @Description("How connections are pooled") SqlPoolSettings pool,
    @Description("Whether the server must reject writes") @DefaultValue("false") boolean readOnly,
    @Description(
            "The program_name of its sessions, as in performance_schema.session_connect_attrs; the"
                + " connection's name by default")
        Optional<String> applicationName,
    @Description(
            "TLS to the server; by default VERIFY_FULL, but DISABLE where url names this machine"
                + " (localhost, 127.…, [::1])")
        Optional<TlsMode> tls,
    @Description("File with the certificates to trust, in PEM; those that Java trusts by default")
        Optional<Path> rootCertificate,
    @Description(
            "After how long the server cancels a statement by itself (max_execution_time), in case"
                + " a deadline here does not reach it; longer than timeouts.total. Left out, the"
                + " server's own")
        Optional<Duration> statementTimeout,
    @Description(
            "More properties of the driver, by its own names; unknown ones, and those for which"
                + " there is a setting, are rejected")
        @Example("rewriteBatchedStatements: true")
        Map<String, String> driverProperties)
    implements ConnectionConfiguration {

  /**
   * Checks the settings against each other.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public MySqlConfiguration {
    driverProperties = Map.copyOf(driverProperties);
    MySqlRules.check(
        url, applicationName, tls, rootCertificate, statementTimeout, driverProperties);
  }

  /** Defaults for all but what is needed to connect. */
  public static MySqlConfiguration of(String url, String username, Secret password) {
    return new MySqlConfiguration(
        url,
        username,
        Optional.of(password),
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
