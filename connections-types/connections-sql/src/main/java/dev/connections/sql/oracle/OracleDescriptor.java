package dev.connections.sql.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads {@code (DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=…)(PORT=…))(CONNECT_DATA=(…)))}. The
 * driver ignores the parts that it does not know, and prefers those that it knows to its
 * properties: so each must be known here.
 */
final class OracleDescriptor {

  /** What names a host, or a database of it, or a detail that nothing else depends on. */
  private static final Set<String> KNOWN =
      Set.of(
          "DESCRIPTION",
          "ADDRESS_LIST",
          "ADDRESS",
          "PROTOCOL",
          "HOST",
          "PORT",
          "CONNECT_DATA",
          "SERVICE_NAME",
          "SID",
          "SERVER",
          "INSTANCE_NAME",
          "SERVICE_TAG",
          "POOL_CONNECTION_CLASS",
          "POOL_PURITY",
          "CONNECTION_ID_PREFIX",
          "SDU",
          "SECURITY",
          "SSL_SERVER_CERT_DN",
          "HTTPS_PROXY",
          "HTTPS_PROXY_PORT");

  private static final String ENDPOINTS = "use the setting endpoints, with a url for each server";
  private static final String RETRY = "use the settings of retry";
  private static final String CONNECT = "use the setting timeouts.connect";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("DESCRIPTION_LIST", ENDPOINTS),
          Map.entry("LOAD_BALANCE", ENDPOINTS),
          Map.entry("FAILOVER", ENDPOINTS),
          Map.entry("FAILOVER_MODE", ENDPOINTS),
          Map.entry("SOURCE_ROUTE", ENDPOINTS),
          Map.entry("RETRY_COUNT", RETRY),
          Map.entry("RETRY_DELAY", RETRY),
          Map.entry("CONNECT_TIMEOUT", CONNECT),
          Map.entry("TRANSPORT_CONNECT_TIMEOUT", CONNECT),
          Map.entry("RECV_TIMEOUT", "it follows from the deadlines"),
          Map.entry("SSL_SERVER_DN_MATCH", "use the setting tls"),
          Map.entry("MY_WALLET_DIRECTORY", "use driverProperties: oracle.net.wallet_location"),
          Map.entry("WALLET_LOCATION", "use driverProperties: oracle.net.wallet_location"),
          Map.entry("USER", "use the setting username"),
          Map.entry("PASSWORD", "use the setting password"));

  /** A part with a value and no parts of its own. */
  private record Part(String name, String value) {}

  private final String text;
  private final List<String> names = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private int at;

  private OracleDescriptor(String text) {
    this.text = text;
  }

  static Optional<OracleUrl> read(String text, Consumer<String> problems) {
    OracleDescriptor descriptor = new OracleDescriptor(text);
    if (!descriptor.isPart() || descriptor.at != text.length()) {
      problems.accept(
          "cannot be read: a descriptor is (NAME=value) or (NAME=(…)(…)), with as many closing"
              + " brackets as opening ones");
      return Optional.empty();
    }
    boolean known = descriptor.check(problems);
    return known ? Optional.of(descriptor.url(text)) : Optional.empty();
  }

  /** Reads one part, with those in it; false if it is none. */
  private boolean isPart() {
    if (!skip('(')) {
      return false;
    }
    int equals = text.indexOf('=', at);
    if (equals < 0) {
      return false;
    }
    String name = text.substring(at, equals).trim().toUpperCase(Locale.ROOT);
    if (!name.matches("\\w+")) {
      return false;
    }
    names.add(name);
    at = equals + 1;
    blanks();
    if (at < text.length() && text.charAt(at) == '(') {
      while (at < text.length() && text.charAt(at) == '(') {
        if (!isPart()) {
          return false;
        }
      }
      return skip(')');
    }
    return isValue(name);
  }

  /** A distinguished name may be in quotes, since it has brackets perhaps. */
  private boolean isValue(String name) {
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    int quote = quoted ? text.indexOf('"', at + 1) : at;
    int end = quote < 0 ? -1 : text.indexOf(')', quote);
    if (end < 0) {
      return false;
    }
    String value = text.substring(at, end).trim();
    parts.add(new Part(name, value));
    at = end;
    return (quoted || value.indexOf('(') < 0) && skip(')');
  }

  private boolean skip(char expected) {
    blanks();
    if (at >= text.length() || text.charAt(at) != expected) {
      return false;
    }
    at++;
    blanks();
    return true;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean check(Consumer<String> problems) {
    List<String> found = new ArrayList<>();
    for (String name : names) {
      String instead = INSTEAD.get(name);
      if (instead != null) {
        found.add("must not hold " + name + "; " + instead);
      } else if (!KNOWN.contains(name)) {
        found.add("must not hold " + name + ", which would be ignored or is not known");
      }
    }
    if (values("HOST").size() > 1) {
      found.add("must name one host, but names several; " + ENDPOINTS);
    }
    for (String needed : List.of("HOST", "PORT")) {
      if (values(needed).isEmpty()) {
        found.add("must hold " + needed);
      }
    }
    if (values("SERVICE_NAME").size() + values("SID").size() != 1) {
      found.add("must hold SERVICE_NAME or SID, once");
    }
    if (!value("PROTOCOL").toLowerCase(Locale.ROOT).matches("tcps?")) {
      found.add("must hold PROTOCOL=tcp or PROTOCOL=tcps");
    }
    found.forEach(problems);
    return found.isEmpty();
  }

  private List<String> values(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).map(Part::value).toList();
  }

  private String value(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? "" : values.get(0);
  }

  private OracleUrl url(String whole) {
    String host = value("HOST");
    return new OracleUrl(
        value("PROTOCOL").toLowerCase(Locale.ROOT),
        host.indexOf(':') >= 0 ? "[" + host + "]" : host,
        value("PORT"),
        value("SERVICE_NAME") + value("SID"),
        "",
        whole);
  }
}
