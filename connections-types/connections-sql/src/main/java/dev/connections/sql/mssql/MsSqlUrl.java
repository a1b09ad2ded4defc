package dev.connections.sql.mssql;

import dev.connections.sql.internal.dialect.JdbcUrl;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads URLs as the driver does: {@code jdbc:sqlserver://host\instance:port;name=value;name={a;b}}.
 */
final class MsSqlUrl {

  private MsSqlUrl() {}

  /** Server and names of properties. */
  static JdbcUrl of(String url) {
    int end = url.indexOf(';');
    return end < 0
        ? new JdbcUrl(url, List.of())
        : new JdbcUrl(url.substring(0, end), names(url.substring(end + 1)));
  }

  /** The same without the instance, so that what is left is a host, and a port perhaps. */
  static JdbcUrl host(JdbcUrl url) {
    String base = url.base();
    return new JdbcUrl(base.replaceFirst("\\\\[^:]*", ""), url.parameters());
  }

  private static List<String> names(String properties) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at < properties.length()) {
      int end = end(properties, at);
      String property = properties.substring(at, end);
      int equals = property.indexOf('=');
      String name = (equals < 0 ? property : property.substring(0, equals)).trim();
      if (!name.isEmpty()) {
        names.add(name);
      }
      at = end + 1;
    }
    return List.copyOf(names);
  }

  /**
   * Where a property ends: a semicolon in braces is a part of the value, and so is a doubled brace.
   */
  private static int end(String text, int start) {
    boolean braces = false;
    for (int at = start; at < text.length(); at++) {
      char each = text.charAt(at);
      if (braces && each == '}' && text.startsWith("}}", at)) {
        at++;
      } else if (braces) {
        braces = each != '}';
      } else if (each == '{') {
        braces = true;
      } else if (each == ';') {
        return at;
      }
    }
    return text.length();
  }
}
