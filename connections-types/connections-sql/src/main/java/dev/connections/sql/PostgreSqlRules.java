package dev.connections.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the settings of a {@code PostgreSql} connection must be together. */
final class PostgreSqlRules {

  static final String PREFIX = "jdbc:postgresql:";

  /** Parameters of the driver that a URL must not set, with what to do instead; in lower case. */
  private static final Map<String, String> OWN_SETTINGS =
      Map.ofEntries(
          Map.entry("user", "use the setting username"),
          Map.entry("password", "use the setting password"),
          Map.entry("sslpassword", "keys with a password are not supported"),
          Map.entry("ssl", "use the setting tls"),
          Map.entry("sslmode", "use the setting tls"),
          Map.entry("sslrootcert", "use the setting rootCertificate"),
          Map.entry("applicationname", "use the setting applicationName"),
          Map.entry("currentschema", "use the setting schema"),
          Map.entry("readonly", "use the setting readOnly"),
          Map.entry("readonlymode", "use the setting readOnly"),
          Map.entry("options", "use the setting statementTimeout, or ALTER ROLE … SET"),
          Map.entry("logintimeout", "use the setting timeouts.connect"),
          Map.entry("connecttimeout", "use the setting timeouts.connect"),
          Map.entry("cancelsignaltimeout", "it follows from the deadlines"));

  private PostgreSqlRules() {}

  static void check(
      String url,
      Optional<TlsMode> tls,
      Optional<Path> rootCertificate,
      Optional<Duration> statementTimeout) {
    JdbcUrl parsed = JdbcUrl.postgreSql(url);
    List<String> problems = new ArrayList<>(parsed.problems(PREFIX, OWN_SETTINGS));
    if (rootCertificate.isPresent()
        && tls.orElseGet(() -> defaultTls(parsed)) != TlsMode.VERIFY_FULL) {
      problems.add(
          "rootCertificate has no effect unless tls is VERIFY_FULL; leave it out or set tls");
    }
    statementTimeout.ifPresent(
        value -> {
          if (value.compareTo(Duration.ofMillis(1)) < 0
              || value.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            problems.add("statementTimeout must be from 1ms to 24d, but was " + value);
          }
        });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Servers on this machine are commonly without a certificate, and nobody stands in between. */
  static TlsMode defaultTls(JdbcUrl url) {
    return url.isLoopback() ? TlsMode.DISABLE : TlsMode.VERIFY_FULL;
  }
}
