package dev.connections.sql.mssql;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.connections.sql.internal.dialect.DriverProperties;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.MissingDriver;
import java.sql.Driver;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The driver, which the application brings. */
final class MsSqlDriver {

  /** Kept, or else its level would be forgotten with it. */
  private static final Logger DRIVERS_LOG = Logger.getLogger("com.microsoft.sqlserver.jdbc");

  private static final String ARTIFACT = "com.microsoft.sqlserver:mssql-jdbc";

  /** Another name that the driver takes for one of its properties, and does not list. */
  private static final Set<String> ALSO_KNOWN = Set.of("database");

  private MsSqlDriver() {}

  /** When a connection is configured, not when it is used. */
  static Driver of(String connection) {
    try {
      Driver driver = new SQLServerDriver();
      quieten();
      return driver;
    } catch (NoClassDefFoundError missing) {
      throw MissingDriver.of(connection, ARTIFACT, missing);
    }
  }

  /**
   * It warns of each login that fails, through java.util.logging and so on the standard error; that
   * is told here once, with its reason. A level that the application has set stays.
   */
  private static void quieten() {
    if (DRIVERS_LOG.getLevel() == null) {
      DRIVERS_LOG.setLevel(Level.SEVERE);
    }
  }

  /**
   * Rejects what the driver would ignore.
   *
   * @param names of properties, in any case
   */
  static void rejectUnknown(String connection, Driver driver, Collection<String> names) {
    Set<String> written = DriverProperties.known(driver, JdbcUrl.SQL_SERVER + "localhost");
    Set<String> known = new HashSet<>(ALSO_KNOWN);
    for (String each : written) {
      known.add(each.toLowerCase(Locale.ROOT));
    }
    List<String> unknown =
        names.stream().filter(name -> !known.contains(name.toLowerCase(Locale.ROOT))).toList();
    DriverProperties.rejectUnknown(connection, "mssql-jdbc", unknown, written);
  }
}
