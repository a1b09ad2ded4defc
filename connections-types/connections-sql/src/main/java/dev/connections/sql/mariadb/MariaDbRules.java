package dev.connections.sql.mariadb;

import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.mysql.FamilyRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the settings of a {@code MariaDb} connection must be together. */
final class MariaDbRules {

  private static final String POOL = "use the setting pool";

  private static final Map<String, String> REJECTED =
      FamilyRules.rejectedToo(
          List.of("transactionreplay", "useresetconnection"),
          List.of("serversslcert", "truststore", "truststorepassword", "truststoretype"),
          Map.ofEntries(
              Map.entry("credentialtype", "use the settings username and password"),
              Map.entry("defercertificatevalidation", "use the setting tls"),
              Map.entry("keystorepassword", "keys with a password are not supported"),
              Map.entry("keypassword", "keys with a password are not supported"),
              Map.entry("initsql", "use the setting pool.connectionInitSql"),
              Map.entry("autocommit", "each use begins in auto-commit mode"),
              Map.entry("assurereadonly", "use the setting readOnly"),
              Map.entry("localsocket", "only TCP can be cut off at a deadline"),
              Map.entry("pipe", "only TCP can be cut off at a deadline"),
              Map.entry("pool", POOL),
              Map.entry("poolname", POOL),
              Map.entry("minpoolsize", POOL),
              Map.entry("maxpoolsize", POOL),
              Map.entry("maxidletime", POOL),
              Map.entry("poolvalidmindelay", POOL),
              Map.entry("registerjmxpool", POOL)));

  private MariaDbRules() {}

  static void check(
      String url,
      Optional<String> applicationName,
      Optional<TlsMode> tls,
      Optional<Path> rootCertificate,
      Optional<Duration> statementTimeout,
      Map<String, String> driverProperties) {
    FamilyRules.check(
        url,
        JdbcUrl.MARIADB,
        REJECTED,
        applicationName,
        tls,
        rootCertificate,
        statementTimeout,
        driverProperties);
  }
}
