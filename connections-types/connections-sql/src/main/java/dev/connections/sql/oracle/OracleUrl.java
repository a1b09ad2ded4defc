package dev.connections.sql.oracle;

import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.JdbcUrl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is. Of the driver's forms of URL those are read here in which one can see the
 * host and the protocol; names that something else resolves (tnsnames.ora, LDAP, providers) are
 * not. Immutable.
 *
 * @param protocol {@code tcp} or {@code tcps}; empty if the URL leaves it to the setting {@code
 *     tls}
 * @param host one host, in brackets if it is an IPv6 address
 * @param port its port
 * @param database which database of it, to be shown
 * @param connectData the same as the driver's descriptors say it; empty if {@code descriptor} is
 *     not
 * @param descriptor the whole as the user wrote it; empty if he wrote less
 */
record OracleUrl(
    String protocol,
    String host,
    String port,
    String database,
    String connectData,
    String descriptor) {

  /** As the driver has it, whatever the protocol. */
  static final String DEFAULT_PORT = "1521";

  private static final String NAME = "[\\w.$#-]+";

  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(?<protocol>tcps?):)?(?://)?(?<host>\\[[0-9A-Fa-f:.]+]|[\\w.-]+)"
              + "(?:(?::(?<port>\\d{1,5}))?/(?<service>"
              + NAME
              + ")(?::(?<server>dedicated|shared|pooled))?(?:/(?<instance>"
              + NAME
              + "))?|:(?<sidport>\\d{1,5}):(?<sid>"
              + NAME
              + "))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BEGIN = Pattern.compile("(tcps?:)?(//)?", Pattern.CASE_INSENSITIVE);

  private static final String FORMS =
      "must be "
          + JdbcUrl.ORACLE
          + "//host:port/service, with tcps: before // for TLS, or "
          + JdbcUrl.ORACLE
          + "host:port:sid or "
          + JdbcUrl.ORACLE
          + "(DESCRIPTION=(ADDRESS=…)(CONNECT_DATA=…)); names from tnsnames.ora, LDAP or a"
          + " configuration provider are not supported, since they hide where the server is";

  /**
   * Reads a URL that begins as it must.
   *
   * @param problems what is wrong with it, without its text, which may hold a password
   */
  static Optional<OracleUrl> read(String url, Consumer<String> problems) {
    String rest = url.substring(JdbcUrl.ORACLE.length()).trim();
    if (rest.startsWith("(")) {
      return OracleDescriptor.read(rest, problems);
    }
    if (rest.indexOf('@') >= 0) {
      problems.accept("must not hold a user or password; use the settings of that name");
      return Optional.empty();
    }
    if (rest.indexOf('?') >= 0) {
      for (String name : JdbcUrl.withQuery(rest).parameters()) {
        problems.accept(
            "must not hold the parameter '" + name + "'; " + OracleProperties.instead(name));
      }
      return Optional.empty();
    }
    if (rest.indexOf(',') >= 0) {
      Matcher begin = BEGIN.matcher(rest);
      String protocol = begin.lookingAt() && begin.group(1) != null ? begin.group(1) : "";
      String hosts = rest.substring(begin.end());
      new JdbcUrl(JdbcUrl.ORACLE + protocol + "//" + hosts, List.of())
          .severalHosts()
          .ifPresent(problems);
      return Optional.empty();
    }
    Matcher form = SHORT.matcher(rest);
    if (!form.matches()) {
      problems.accept(FORMS);
      return Optional.empty();
    }
    return Optional.of(of(form));
  }

  /** One that has been checked. */
  static OracleUrl of(String url) {
    return read(url, problem -> {}).orElseThrow();
  }

  private static OracleUrl of(Matcher form) {
    String protocol = lower(form.group("protocol"));
    String host = form.group("host");
    String sid = form.group("sid");
    if (sid != null) {
      return new OracleUrl(protocol, host, form.group("sidport"), sid, "(SID=" + sid + ")", "");
    }
    String port = form.group("port");
    String service = form.group("service");
    return new OracleUrl(
        protocol,
        host,
        port == null ? DEFAULT_PORT : port,
        service,
        part("SERVICE_NAME", service)
            + part("SERVER", form.group("server"))
            + part("INSTANCE_NAME", form.group("instance")),
        "");
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static String part(String name, @Nullable String value) {
    return value == null ? "" : "(" + name + "=" + value + ")";
  }

  /** The same in the form in which hosts are read, fit to be shown. */
  JdbcUrl shown() {
    String prefix = protocol.isEmpty() ? "//" : protocol + "://";
    return new JdbcUrl(JdbcUrl.ORACLE + prefix + host + ":" + port + "/" + database, List.of());
  }

  /** The setting, or what the URL says in its place. */
  Optional<TlsMode> tls(Optional<TlsMode> configured) {
    return configured.isEmpty() && protocol.equals("tcps")
        ? Optional.of(TlsMode.VERIFY_FULL)
        : configured;
  }

  /**
   * What the driver is given: always a descriptor, since only that says everything, and is read the
   * same way whatever the names in it.
   */
  String forDriver(TlsMode mode) {
    if (!descriptor.isEmpty()) {
      return JdbcUrl.ORACLE + descriptor;
    }
    String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return JdbcUrl.ORACLE
        + "(DESCRIPTION=(ADDRESS=(PROTOCOL="
        + (mode == TlsMode.DISABLE ? "tcp" : "tcps")
        + ")(HOST="
        + address
        + ")(PORT="
        + port
        + "))(CONNECT_DATA="
        + connectData
        + "))";
  }
}
