package dev.connections.sql.sqlite;

import dev.connections.spi.binding.Violations;
import dev.connections.sql.internal.dialect.JdbcUrl;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The properties that a driver knows, so that none is given to it that it would ignore. Immutable.
 *
 * @param names as the driver writes them; empty if there is no driver, or if it does not tell
 */
record KnownProperties(Set<String> names) {

  /**
   * What the driver says that it knows; nothing if the application has not brought it, which is
   * told when the connection is made.
   */
  static KnownProperties ofDriver() {
    Set<String> names = new TreeSet<>();
    try {
      for (DriverPropertyInfo each :
          new org.sqlite.JDBC().getPropertyInfo(JdbcUrl.SQLITE, new Properties())) {
        names.add(each.name);
      }
    } catch (NoClassDefFoundError | SQLException none) {
      return new KnownProperties(Set.of());
    }
    return new KnownProperties(names);
  }

  /**
   * Reports those that the driver does not know, and would ignore.
   *
   * @param setting where they are given
   * @param refused what is reported elsewhere, in lower case
   */
  void check(
      String setting,
      Collection<String> given,
      Map<String, String> refused,
      Violations violations) {
    for (String name : given) {
      if (!names.isEmpty()
          && !names.contains(name)
          && !refused.containsKey(name.toLowerCase(Locale.ROOT))) {
        violations.at(
            setting,
            "holds '"
                + name
                + "', which the driver does not know; it knows "
                + String.join(", ", names));
      }
    }
  }
}
