package dev.connections.sql.sqlite;

import dev.connections.spi.RejectedSettingsException;
import dev.connections.sql.internal.dialect.DriverProperties;
import dev.connections.sql.internal.dialect.JdbcUrl;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the settings of a {@code Sqlite} connection must not hold. */
final class SqliteRules {

  /** A database in memory, as it stands behind {@code jdbc:sqlite:}. */
  static final String MEMORY = ":memory:";

  private static final String BEGINS_BY_ITSELF =
      "a transaction that may write takes the lock when it begins, and others do not";

  /** Properties of the driver that have a setting here, or that the type must set; lower case. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("open_mode", "use the settings readOnly and create"),
          Map.entry("foreign_keys", "use the setting foreignKeys"),
          Map.entry("journal_mode", "use the setting writeAheadLog"),
          Map.entry("busy_timeout", "use the setting timeouts.acquire"),
          Map.entry("transaction_mode", BEGINS_BY_ITSELF),
          Map.entry("jdbc.explicit_readonly", "use the setting readOnly, or READ operations"),
          Map.entry("locking_mode", "an exclusive lock would keep the rest of the pool out"),
          Map.entry("shared_cache", "the connections of a pool share no cache"),
          Map.entry("mode", "use the settings readOnly and create"),
          Map.entry("cache", "the connections of a pool share no cache"),
          Map.entry("password", "SQLite itself does not encrypt"),
          Map.entry("hexkey_mode", "SQLite itself does not encrypt"));

  private SqliteRules() {}

  static void check(
      String url, boolean readOnly, boolean create, Map<String, String> driverProperties) {
    JdbcUrl parsed = JdbcUrl.withQuery(url);
    RejectedSettingsException.check(
        violations -> {
          parsed.check(JdbcUrl.SQLITE, OWN, violations);
          String path = path(parsed);
          if (parsed.base().startsWith(JdbcUrl.SQLITE)) {
            String problem = problem(path);
            if (problem != null) {
              violations.at("url", problem);
            }
          }
          KnownProperties known = KnownProperties.ofDriver();
          known.check("url", parsed.parameters(), OWN, violations);
          DriverProperties.check(driverProperties, OWN, violations);
          known.check("driverProperties", driverProperties.keySet(), OWN, violations);
          if (readOnly && create) {
            violations.at("create", "must be false where readOnly is true, since nothing is made");
          }
          if (readOnly && path.equals(MEMORY)) {
            violations.at(
                "readOnly",
                "must be false for a database in memory, which is empty when it is opened");
          }
        });
  }

  /** What stands behind the prefix: a path, or {@link #MEMORY}. */
  static String path(JdbcUrl url) {
    String base = url.base();
    return base.startsWith(JdbcUrl.SQLITE) ? base.substring(JdbcUrl.SQLITE.length()) : "";
  }

  private static @Nullable String problem(String path) {
    if (path.isBlank()) {
      return "must name a file, or be jdbc:sqlite::memory:";
    }
    if (path.startsWith("file:")) {
      return "must hold a path, such as jdbc:sqlite:./data/orders.db, or be jdbc:sqlite::memory:,"
          + " not a file: URI";
    }
    return path.startsWith(":") && !path.equals(MEMORY)
        ? "must hold a path, or be jdbc:sqlite::memory:; " + path + " is neither"
        : null;
  }
}
