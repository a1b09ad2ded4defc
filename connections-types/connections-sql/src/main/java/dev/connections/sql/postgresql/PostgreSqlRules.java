package dev.connections.sql.postgresql;

import dev.connections.spi.RejectedSettingsException;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.CommonRules;
import dev.connections.sql.internal.dialect.JdbcUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the settings of a {@code PostgreSql} connection must be together. */
final class PostgreSqlRules {

  private static final String SEVERAL = "use the setting endpoints, with a url for each server";

  private static final String IN_URL = "write it as jdbc:postgresql://host:port/database";

  /** Settings of the server that have a setting here. */
  private static final Map<String, String> OWN_OPTIONS =
      Map.of(
          "search_path", "schema",
          "statement_timeout", "statementTimeout",
          "application_name", "applicationName",
          "default_transaction_read_only", "readOnly");

  /** Parameters of the driver that a URL must not set, with what to do instead; in lower case. */
  private static final Map<String, String> OWN_SETTINGS =
      Map.ofEntries(
          // pgjdbc takes them for what stands before the question mark, which is checked.
          Map.entry("host", IN_URL),
          Map.entry("port", IN_URL),
          Map.entry("dbname", IN_URL),
          Map.entry("pghost", IN_URL),
          Map.entry("pgport", IN_URL),
          Map.entry("pgdbname", IN_URL),
          Map.entry(
              "service",
              "the file that it names could set anything; write url and the other settings here"),
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
          Map.entry("options", "use the setting options"),
          Map.entry("targetservertype", SEVERAL),
          Map.entry("loadbalancehosts", "use the settings endpoints and failover.balanceReads"),
          Map.entry("hostrecheckseconds", SEVERAL),
          Map.entry("logintimeout", "use the setting timeouts.connect"),
          Map.entry("connecttimeout", "use the setting timeouts.connect"),
          Map.entry("cancelsignaltimeout", "it follows from the deadlines"));

  private PostgreSqlRules() {}

  static void check(
      String url,
      Optional<TlsMode> tls,
      Optional<Path> rootCertificate,
      Optional<Duration> statementTimeout) {
    JdbcUrl parsed = JdbcUrl.withQuery(url);
    RejectedSettingsException.check(
        violations -> {
          parsed.check(JdbcUrl.POSTGRESQL, OWN_SETTINGS, violations);
          parsed.severalHosts().ifPresent(problem -> violations.at("url", problem));
          CommonRules.rootCertificate(parsed, tls, rootCertificate, violations);
          CommonRules.statementTimeout(statementTimeout, violations);
        });
  }

  static void checkSession(
      Optional<String> schema,
      Optional<Duration> statementTimeout,
      SqlPoolSettings pool,
      Optional<PoolerMode> pooler,
      Map<String, String> options) {
    List<String> problems = new ArrayList<>();
    options.forEach(
        (option, value) -> {
          String setting = OWN_OPTIONS.get(option.toLowerCase(Locale.ROOT));
          if (setting != null) {
            problems.add("options must not hold " + option + "; use the setting " + setting);
          } else if (!option.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*")) {
            problems.add(
                "options has '" + option + "', which is no name of a setting of PostgreSQL");
          } else if (value.indexOf('\0') >= 0) {
            problems.add("options." + option + " must not hold the character 0");
          }
        });
    if (pooler.isPresent() && pooler.get() == PoolerMode.TRANSACTION) {
      List<String> lasting = lasting(schema, statementTimeout, pool, options);
      if (!lasting.isEmpty()) {
        problems.add(noSession(lasting));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** The settings that need a session of one's own. */
  static List<String> lasting(
      Optional<String> schema,
      Optional<Duration> statementTimeout,
      SqlPoolSettings pool,
      Map<String, String> options) {
    List<String> lasting = new ArrayList<>();
    schema.ifPresent(any -> lasting.add("schema"));
    statementTimeout.ifPresent(any -> lasting.add("statementTimeout"));
    if (!options.isEmpty()) {
      lasting.add("options");
    }
    pool.connectionInitSql().ifPresent(any -> lasting.add("pool.connectionInitSql"));
    return lasting;
  }

  static String noSession(List<String> lasting) {
    return String.join(", ", lasting)
        + " cannot be used with pooler TRANSACTION, because the session is shared with others; set"
        + " it on the server, such as ALTER ROLE … SET search_path = …, or use session pooling with"
        + " pooler SESSION";
  }
}
