package dev.connections.sql.oracle;

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
 * The settings of an {@code Oracle} connection. The shortest is a {@code url}, a {@code username}
 * and a {@code password}. Immutable; holds the password's reference, not its value.
 *
 * @param url where the database is: {@code jdbc:oracle:thin:@//host:port/service}, with {@code
 *     tcp:} or {@code tcps:} before the slashes if wanted, {@code jdbc:oracle:thin:@host:port:sid},
 *     or {@code jdbc:oracle:thin:@(DESCRIPTION=…)}; one host, no parameters, no user, no password
 * @param username the user to log in as
 * @param password the user's password; asked for again for each physical connection, so a rotated
 *     one is picked up
 * @param pool how connections are pooled
 * @param readOnly whether only a database that takes no writes is good enough, such as a standby
 *     that is open for reads: a primary database is rejected. Oracle has read-only transactions,
 *     but no session that rejects writes
 * @param applicationName the program that the server shows for the sessions, at most 48 characters;
 *     the connection's name by default
 * @param tls how the way to the server is protected: {@link TlsMode#VERIFY_FULL} by default, but
 *     {@link TlsMode#DISABLE} where the URL names this machine ({@code localhost}, {@code 127.…})
 *     and does not say {@code tcps}. {@link TlsMode#REQUIRE} is not there: the driver has no way to
 *     encrypt without verifying the certificate
 * @param rootCertificate a file with the certificates to trust, in PEM; those that Java trusts by
 *     default
 * @param driverProperties other properties of the driver, by name, such as {@code
 *     defaultRowPrefetch: 100}. One that the driver does not know is an error
 */
public record OracleConfiguration(
    @Description("JDBC URL, without parameters, user and password")
        @Example("jdbc:oracle:thin:@tcps://db.example.com:2484/orders")
        @NotBlank
        String url,
    @Description("User to log in as") @Example("shop") @NotBlank String username,
    @Description(
            "Password of the user; read again for each physical connection, so a rotated one is"
                + " picked up")
        Secret password,
    @Description("How connections are pooled") SqlPoolSettings pool,
    @Description(
            "Whether only a database that takes no writes is good enough, such as a standby that is"
                + " open for reads; Oracle has read-only transactions, but no session that rejects"
                + " writes")
        @DefaultValue("false")
        boolean readOnly,
    @Description(
            "The program that the server shows for its sessions, as in v$session; the connection's"
                + " name by default")
        Optional<String> applicationName,
    @Description(
            "TLS to the server: VERIFY_FULL or DISABLE; by default VERIFY_FULL, but DISABLE where"
                + " url names this machine (localhost, 127.…) and does not say tcps")
        Optional<TlsMode> tls,
    @Description("File with the certificates to trust, in PEM; those that Java trusts by default")
        Optional<Path> rootCertificate,
    @Description(
            "Other properties of the driver, by name; one that the driver does not know is an error")
        @Example("defaultRowPrefetch: 100")
        Map<String, String> driverProperties)
    implements ConnectionConfiguration {

  /**
   * Checks the settings against each other.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public OracleConfiguration {
    driverProperties = Map.copyOf(driverProperties);
    OracleRules.check(url, applicationName, tls, rootCertificate, driverProperties);
  }

  /** Defaults for all but what is needed to connect. */
  public static OracleConfiguration of(String url, String username, Secret password) {
    return new OracleConfiguration(
        url,
        username,
        password,
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
