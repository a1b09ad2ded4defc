package dev.connections.sql.jdbc;

import dev.connections.sql.internal.failure.SettingException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Finds the driver for a URL among those that are registered. */
final class JdbcDrivers {

  private JdbcDrivers() {}

  /**
   * The driver that accepts a URL.
   *
   * @throws SettingException if none does, with those that there are
   */
  static Driver of(String url) throws SettingException {
    try {
      return DriverManager.getDriver(url);
    } catch (SQLException none) {
      throw SettingException.lasting(
          "No JDBC driver accepts a url that begins with "
              + JdbcRules.prefix(url)
              + "; there are: "
              + names(),
          "Add the driver to the class path or module path, or register it with"
              + " DriverManager.registerDriver before the connection is opened; correct url if a"
              + " driver of these was meant",
          none);
    }
  }

  private static String names() {
    List<String> names =
        DriverManager.drivers().map(each -> each.getClass().getName()).distinct().sorted().toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
