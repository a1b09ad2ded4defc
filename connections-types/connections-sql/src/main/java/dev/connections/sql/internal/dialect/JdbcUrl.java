package dev.connections.sql.internal.dialect;

import dev.connections.spi.binding.Violations;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JDBC URL in its parts. Immutable; prints no more than is fit to be shown.
 *
 * @param base everything before the parameters
 * @param parameters the names of the parameters, as they are written
 */
public record JdbcUrl(String base, List<String> parameters) {

  /** How URLs begin for {@code PostgreSql}. */
  public static final String POSTGRESQL = "jdbc:postgresql:";

  /** How URLs begin for {@code H2}. */
  public static final String H2 = "jdbc:h2:";

  /** How URLs begin for {@code MariaDb}. */
  public static final String MARIADB = "jdbc:mariadb://";

  /** How URLs begin for {@code MySql}. */
  public static final String MYSQL = "jdbc:mysql://";

  /** How URLs begin for {@code Sqlite}. */
  public static final String SQLITE = "jdbc:sqlite:";

  /** How URLs begin for {@code MsSql}. */
  public static final String SQL_SERVER = "jdbc:sqlserver://";

  /** How URLs begin for {@code Oracle}. */
  public static final String ORACLE = "jdbc:oracle:thin:@";

  private static final String HOST = "host:port/database";

  /**
   * A URL as people write it, and the type that it is for.
   *
   * @param written how it begins, perhaps wrongly, in lower case
   * @param prefix how it must begin
   * @param type the connection type
   * @param rest how it goes on; empty where there is more than one way
   */
  private record Form(Pattern written, String prefix, String type, String rest) {

    static Form of(String written, String prefix, String type, String rest) {
      return new Form(Pattern.compile(written + "(:.*|)"), prefix, type, rest);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          Form.of("(jdbc:)?(postgres|postgresql|pgsql)", POSTGRESQL, "PostgreSql", "//" + HOST),
          Form.of("(jdbc:)?mariadb", MARIADB, "MariaDb", HOST),
          Form.of("(jdbc:)?mysql", MYSQL, "MySql", HOST),
          Form.of("jdbc:sqlserver", SQL_SERVER, "MsSql", "host:port;databaseName=database"),
          Form.of("jdbc:oracle", ORACLE, "Oracle", "//host:port/service"),
          Form.of("jdbc:h2", H2, "H2", ""),
          Form.of("jdbc:sqlite", SQLITE, "Sqlite", ""));

  /** One whose parameters follow a question mark. */
  public static JdbcUrl withQuery(String url) {
    return parse(url, '?', '&');
  }

  /** One of H2, whose settings follow semicolons. */
  public static JdbcUrl h2(String url) {
    return parse(url, ';', ';');
  }

  private static JdbcUrl parse(String url, char first, char next) {
    int end = url.indexOf(first);
    if (end < 0) {
      return new JdbcUrl(url, List.of());
    }
    List<String> names = new ArrayList<>();
    for (String parameter : url.substring(end + 1).split(String.valueOf(next), -1)) {
      if (!parameter.isEmpty()) {
        int equals = parameter.indexOf('=');
        names.add(decode(equals < 0 ? parameter : parameter.substring(0, equals)));
      }
    }
    return new JdbcUrl(url.substring(0, end), List.copyOf(names));
  }

  private static String decode(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }

  /**
   * Reports what is wrong with it, without its text, which may hold a password.
   *
   * @param rejected parameters it must not have, in lower case, with what to do instead
   */
  public void check(String prefix, Map<String, String> rejected, Violations violations) {
    if (!base.startsWith(prefix)) {
      violations.at("url", "must begin with " + prefix + hint(prefix));
    }
    if (authority().indexOf('@') >= 0) {
      violations.at("url", "must not hold a user or password; use the settings of that name");
    }
    for (String name : parameters) {
      String instead = rejected.get(name.toLowerCase(Locale.ROOT));
      if (instead != null) {
        violations.at("url", "must not hold the parameter '" + name + "'; " + instead);
      }
    }
  }

  /** What was probably meant; the text itself is not shown. */
  private String hint(String prefix) {
    String written = base.toLowerCase(Locale.ROOT);
    for (Form form : FORMS) {
      if (form.written().matcher(written).matches()) {
        return form.prefix().equals(prefix)
            ? form.rest().isEmpty() ? "" : "; write " + prefix + form.rest()
            : "; this is a url for type: " + form.type();
      }
    }
    return written.matches("jdbc:\\w+:.*")
        ? "; this is a url for another database, to which this type does not connect"
        : "";
  }

  /**
   * What is wrong if it names several hosts: a driver lets the first one that hangs use up all the
   * time, and whichever answers is taken, also a standby for writes.
   */
  public Optional<String> severalHosts() {
    List<String> urls = new ArrayList<>();
    String authority = authority();
    String shown = authority.substring(authority.lastIndexOf('@') + 1);
    for (String host : shown.split(",", -1)) {
      if (!host.isBlank()) {
        urls.add(
            "{name: server" + (urls.size() + 1) + ", url: " + base.replace(authority, host) + "}");
      }
    }
    return shown.indexOf(',') < 0
        ? Optional.empty()
        : Optional.of(
            "must name one host, but names several ("
                + shown
                + "); use the setting endpoints, which gives each server its own time limit: endpoints: ["
                + String.join(", ", urls)
                + "]");
  }

  /** Whether every host it names is this machine; also if it names none. Looks nothing up. */
  public boolean isLoopback() {
    for (String host : authority().split(",", -1)) {
      if (!isLoopback(host.toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  /** The names and addresses of the hosts in it, in brackets where they are IPv6. */
  public List<String> hosts() {
    List<String> hosts = new ArrayList<>();
    String authority = authority();
    for (String each : authority.substring(authority.lastIndexOf('@') + 1).split(",", -1)) {
      String host = host(each);
      if (!host.isEmpty()) {
        hosts.add(host);
      }
    }
    return hosts;
  }

  private static String host(String hostAndPort) {
    int port = hostAndPort.lastIndexOf(':');
    boolean hasPort = port >= 0 && hostAndPort.indexOf(']', port) < 0;
    return hasPort ? hostAndPort.substring(0, port) : hostAndPort;
  }

  private static boolean isLoopback(String hostAndPort) {
    String host = host(hostAndPort);
    return host.isEmpty()
        || host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Hosts and ports; empty where there are none. */
  private String authority() {
    int start = base.indexOf("//");
    if (start < 0) {
      return "";
    }
    int end = base.indexOf('/', start + 2);
    return end < 0 ? base.substring(start + 2) : base.substring(start + 2, end);
  }

  /** Without parameters and without what stands before an {@code @}. */
  @Override
  public String toString() {
    String authority = authority();
    int at = authority.lastIndexOf('@');
    return at < 0 ? base : base.replace(authority, authority.substring(at + 1));
  }
}
