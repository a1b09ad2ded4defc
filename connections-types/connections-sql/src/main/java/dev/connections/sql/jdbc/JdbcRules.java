package dev.connections.sql.jdbc;

import dev.connections.spi.RejectedSettingsException;
import dev.connections.spi.binding.Violations;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of a {@code Jdbc} connection must be together, and what is shown of its URL.
 */
final class JdbcRules {

  private static final Pattern PREFIX = Pattern.compile("jdbc:[\\w+.-]+:");
  private static final Pattern PARAMETERS = Pattern.compile("[?;&]");

  /** Before a host, as in {@code //user:secret@host}. */
  private static final Pattern USER = Pattern.compile("(?<=//)[^/@]+@");

  /** The same where there are no slashes, as in {@code thin:user/secret@host}. */
  private static final Pattern BARE_USER =
      Pattern.compile("^(jdbc:[\\w+.-]+:(?:\\w+:)?+)(\\w[^@]*)@");

  private static final Set<String> USERS = Set.of("user", "username", "uid");
  private static final Set<String> PASSWORDS =
      Set.of("password", "passwd", "pwd", "pass", "accesstoken", "token");

  private JdbcRules() {}

  static void check(
      String url,
      boolean readOnly,
      Optional<String> readOnlyStatement,
      Optional<String> writableQuery,
      Optional<String> resetStatement,
      Map<String, String> driverProperties) {
    RejectedSettingsException.check(
        violations -> {
          url(url, violations);
          for (String name : driverProperties.keySet()) {
            String instead = instead(name);
            if (instead != null) {
              violations.at("driverProperties", "must not hold '" + name + "'; " + instead);
            }
          }
          if (readOnly && readOnlyStatement.isEmpty()) {
            violations.at(
                "readOnlyStatement",
                "is required where readOnly is true: a driver's own setReadOnly is a hint that many"
                    + " databases ignore. Set it to the statement that makes a session of this"
                    + " database reject writes");
          }
          if (!readOnly && readOnlyStatement.isPresent()) {
            violations.at("readOnlyStatement", "has no effect unless readOnly is true");
          }
          blank("readOnlyStatement", readOnlyStatement, violations);
          blank("writableQuery", writableQuery, violations);
          blank("resetStatement", resetStatement, violations);
        });
  }

  private static void url(String url, Violations violations) {
    if (!PREFIX.matcher(url).lookingAt()) {
      violations.at("url", "must begin with jdbc: and the driver's name, such as jdbc:hsqldb:");
    }
    String[] parts = PARAMETERS.split(url, -1);
    if (!shown(url).equals(parts[0])) {
      violations.at("url", "must not hold a user or password; use the settings of that name");
    }
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String name = equals < 0 ? parts[i] : parts[i].substring(0, equals);
      String instead = instead(name);
      if (instead != null) {
        violations.at("url", "must not hold the parameter '" + name + "'; " + instead);
      }
    }
  }

  private static @Nullable String instead(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    if (USERS.contains(lower)) {
      return "use the setting username";
    }
    return PASSWORDS.contains(lower) ? "use the setting password" : null;
  }

  private static void blank(String setting, Optional<String> statement, Violations violations) {
    if (statement.isPresent() && statement.get().isBlank()) {
      violations.at(setting, "must be a statement, but is blank; leave it out for none");
    }
  }

  /** How it begins, which tells the driver: {@code jdbc:hsqldb:}. */
  static String prefix(String url) {
    Matcher prefix = PREFIX.matcher(url);
    return prefix.lookingAt() ? prefix.group() : "jdbc:";
  }

  /** Without parameters, and without what stands before a host. */
  static String shown(String url) {
    String base = PARAMETERS.split(url, -1)[0];
    return base.contains("//")
        ? USER.matcher(base).replaceAll("")
        : BARE_USER.matcher(base).replaceAll("$1@");
  }
}
