package dev.connections.sql.oracle;

import dev.connections.sql.internal.dialect.DriverProperties;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.MissingDriver;
import java.sql.Driver;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import oracle.jdbc.OracleDriver;

/** The driver, which the application brings. */
final class OracleDrivers {

  private static final String ARTIFACT = "com.oracle.database.jdbc:ojdbc11";

  private OracleDrivers() {}

  /** When a connection is configured, not when it is used. */
  static Driver of(String connection) {
    try {
      return new OracleDriver();
    } catch (NoClassDefFoundError missing) {
      throw MissingDriver.of(connection, ARTIFACT, missing);
    }
  }

  /**
   * Rejects what the driver would ignore.
   *
   * @param names of properties; their case matters
   */
  static void rejectUnknown(String connection, Driver driver, Collection<String> names) {
    Set<String> known = DriverProperties.known(driver, JdbcUrl.ORACLE + "//localhost/x");
    List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
    DriverProperties.rejectUnknown(connection, "ojdbc11", unknown, known);
  }
}
