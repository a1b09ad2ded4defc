package dev.connections.sql.h2;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.spi.RejectedSettingsException;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.internal.dialect.JdbcUrl;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an {@code H2} connection. The shortest is a {@code url}. Immutable; holds the
 * password's reference, not its value.
 *
 * @param url the JDBC URL, such as {@code jdbc:h2:mem:orders} or {@code jdbc:h2:./data/orders}; may
 *     hold H2's own settings, but none for which there is a setting here, and no password. A
 *     database in memory lives as long as the pool keeps a connection to it. A server that falls
 *     silent holds up whoever waits for it, since H2's driver cannot be cut off: for {@code tcp}
 *     add {@code NETWORK_TIMEOUT=…} in milliseconds, longer than any statement takes
 * @param username the user; {@code sa} by default
 * @param password the user's password; empty by default
 * @param pool how connections are pooled
 * @param readOnly whether the database must reject writes on all connections; of no use with a
 *     database in memory
 * @param schema the schema in which names are looked up; {@code PUBLIC} by default
 */
public record H2Configuration(
    @Description("JDBC URL, without user and password") @Example("jdbc:h2:mem:orders") @NotBlank
        String url,
    @Description("User to connect as") @DefaultValue("sa") String username,
    @Description("Password of the user; empty by default") Optional<Secret> password,
    @Description("How connections are pooled") SqlPoolSettings pool,
    @Description("Whether the database must reject writes; without effect for a database in memory")
        @DefaultValue("false")
        boolean readOnly,
    @Description("Schema in which names are looked up; PUBLIC by default") Optional<String> schema)
    implements ConnectionConfiguration {

  /** Settings of H2 that a URL must not set, with what to do instead; in lower case. */
  private static final Map<String, String> OWN_SETTINGS =
      Map.of(
          "user", "use the setting username",
          "password", "use the setting password",
          "schema", "use the setting schema",
          "access_mode_data", "use the setting readOnly");

  /**
   * Checks the URL.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public H2Configuration {
    RejectedSettingsException.check(
        violations -> JdbcUrl.h2(url).check(JdbcUrl.H2, OWN_SETTINGS, violations));
  }

  /** Defaults for all but the URL: user {@code sa} without a password. */
  public static H2Configuration of(String url) {
    return new H2Configuration(
        url, "sa", Optional.empty(), SqlPoolSettings.DEFAULT, false, Optional.empty());
  }
}
