package dev.connections.sql.mssql;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an {@code MsSql} connection. The shortest is a {@code url}, a {@code username}
 * and a {@code password}. Immutable; holds the password's reference, not its value.
 *
 * @param url the JDBC URL, such as {@code jdbc:sqlserver://db.example.com;databaseName=orders}; may
 *     hold properties of the driver, but none for which there is a setting, and no password
 * @param username the login. Left out where another way to log in is chosen by the driver's
 *     properties {@code authentication} or {@code integratedSecurity}
 * @param password the login's password; asked for again for each physical connection, so a rotated
 *     one is picked up
 * @param pool how connections are pooled
 * @param readOnly whether only a database that takes no writes is good enough: the driver says
 *     {@code applicationIntent=ReadOnly}, which lets an availability group send it to a readable
 *     secondary, and a database that takes writes is rejected. SQL Server has no session that
 *     rejects writes
 * @param applicationName the name that the server shows for the sessions; the connection's name by
 *     default
 * @param tls how the way to the server is protected: {@link TlsMode#VERIFY_FULL} by default, but
 *     {@link TlsMode#DISABLE} where the URL names nothing but this machine ({@code localhost},
 *     {@code 127.…})
 * @param rootCertificate a file with the certificates to trust, in PEM; those that Java trusts by
 *     default
 * @param driverProperties other properties of the driver, by name, such as {@code lockTimeout:
 *     5000}. One that the driver does not know is an error
 */
public record MsSqlConfiguration(
    @Description("JDBC URL, without user and password")
        @Example(
            "jdbc:sqlserver://db.example.com;databaseName=orders"
                + ";authentication=ActiveDirectoryManagedIdentity")
        @NotBlank
        String url,
    @Description(
            "Login to connect as; left out only if the driver's authentication or"
                + " integratedSecurity says how else to log in")
        @Example("shop")
        Optional<String> username,
    @Description(
            "Password of the login; read again for each physical connection, so a rotated one is"
                + " picked up")
        Optional<Secret> password,
    @Description("How connections are pooled") SqlPoolSettings pool,
    @Description(
            "Whether only a database that takes no writes is good enough, such as a readable"
                + " secondary, which applicationIntent=ReadOnly asks for; SQL Server has no session"
                + " that rejects writes")
        @DefaultValue("false")
        boolean readOnly,
    @Description(
            "The name that the server shows for its sessions, as in sys.dm_exec_sessions; the"
                + " connection's name by default")
        Optional<String> applicationName,
    @Description(
            "TLS to the server; by default VERIFY_FULL, but DISABLE where url names this machine"
                + " (localhost, 127.…)")
        Optional<TlsMode> tls,
    @Description("File with the certificates to trust, in PEM; those that Java trusts by default")
        Optional<Path> rootCertificate,
    @Description(
            "Other properties of the driver, by name; one that the driver does not know is an error")
        @Example("lockTimeout: 5000")
        Map<String, String> driverProperties)
    implements ConnectionConfiguration {

  /**
   * Checks the settings against each other, and the properties against the driver.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public MsSqlConfiguration {
    driverProperties = Map.copyOf(driverProperties);
    MsSqlRules.check(url, username, password, tls, rootCertificate, driverProperties);
  }

  /** Defaults for all but what is needed to connect. */
  public static MsSqlConfiguration of(String url, String username, Secret password) {
    return new MsSqlConfiguration(
        url,
        Optional.of(username),
        Optional.of(password),
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
