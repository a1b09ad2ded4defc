package dev.connections.sql.sqlite;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.sql.SqlPoolSettings;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;

/**
 * The settings of a {@code Sqlite} connection. The shortest is a {@code url}. SQLite has no users,
 * so there is no password. Immutable.
 *
 * @param url the JDBC URL, such as {@code jdbc:sqlite:./data/orders.db} or {@code
 *     jdbc:sqlite::memory:}; may hold the driver's parameters, but none for which there is a
 *     setting here. A database in memory belongs to this connection, all of whose pool shares it,
 *     and is dropped when the connection is closed
 * @param pool how connections are pooled. Any number may read at a time; one writes, and the others
 *     that want to write wait for it, for as long as {@code timeouts.acquire}
 * @param readOnly whether the file is opened so that it cannot be written; false by default
 * @param create whether a file that does not exist is made, empty; false by default, so that a
 *     wrong path is an error
 * @param foreignKeys whether foreign keys are enforced; true by default, unlike SQLite's own
 *     default
 * @param writeAheadLog whether the file is put into SQLite's WAL mode, in which readers and the
 *     writer do not wait for each other; true by default. The mode stays with the file. Needs
 *     shared memory, which network file systems do not have: false leaves the file's mode as it is.
 *     Without effect for a database in memory and for one that is only read
 * @param driverProperties more properties of the driver, by name, such as {@code synchronous:
 *     NORMAL}; none that the driver does not know, and none for which there is a setting here
 */
public record SqliteConfiguration(
    @Description("JDBC URL: a file, or jdbc:sqlite::memory:")
        @Example("jdbc:sqlite:./data/orders.db")
        @NotBlank
        String url,
    @Description(
            "How connections are pooled. Any number may read at a time; one writes, the others wait"
                + " for it, for as long as timeouts.acquire")
        SqlPoolSettings pool,
    @Description("Whether the file is opened so that it cannot be written") @DefaultValue("false")
        boolean readOnly,
    @Description("Whether a file that does not exist is made, empty; otherwise it is an error")
        @DefaultValue("false")
        boolean create,
    @Description("Whether foreign keys are enforced") @DefaultValue("true") boolean foreignKeys,
    @Description(
            "Whether the file is put into WAL mode, in which readers and the writer do not wait for"
                + " each other. Needs a local file system; false leaves the file's mode as it is")
        @DefaultValue("true")
        boolean writeAheadLog,
    @Description("More properties of the driver, by name") @Example("synchronous: NORMAL")
        Map<String, String> driverProperties)
    implements ConnectionConfiguration {

  /**
   * Checks the settings against each other, and against what the driver knows if it is there.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public SqliteConfiguration {
    driverProperties = Map.copyOf(driverProperties);
    SqliteRules.check(url, readOnly, create, driverProperties);
  }

  /** Defaults for all but the URL: a file that must exist, in WAL mode, with foreign keys. */
  public static SqliteConfiguration of(String url) {
    return new SqliteConfiguration(
        url, SqlPoolSettings.DEFAULT, false, false, true, true, Map.of());
  }
}
