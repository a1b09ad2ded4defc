package dev.connections.sql.mysql;

import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.mysql.FamilyRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the settings of a {@code MySql} connection must be together. */
final class MySqlRules {

  private static final String CODE = "it runs code that the type does not know";

  private static final Map<String, String> REJECTED =
      FamilyRules.rejectedToo(
          List.of(
              "autoreconnectforpools",
              "failoverreadonly",
              "reconnectattxend",
              "dnssrv",
              "querytimeoutkillsconnection",
              "uselocaltransactionstate"),
          List.of(
              "trustcertificatekeystoreurl",
              "trustcertificatekeystoretype",
              "trustcertificatekeystorepassword"),
          Map.ofEntries(
              Map.entry("password1", "use the setting password"),
              Map.entry("password2", "only one password is supported"),
              Map.entry("password3", "only one password is supported"),
              Map.entry(
                  "clientcertificatekeystorepassword", "keys with a password are not supported"),
              Map.entry("queryinterceptors", CODE),
              Map.entry("connectionlifecycleinterceptors", CODE),
              Map.entry("exceptioninterceptors", CODE),
              Map.entry("propertiestransform", CODE),
              Map.entry("useconfigs", CODE),
              Map.entry("autodeserialize", "a server could make any object of this process"),
              Map.entry("usecursorfetch", "rows are always fetched so where a fetch size is set")));

  private MySqlRules() {}

  static void check(
      String url,
      Optional<String> applicationName,
      Optional<TlsMode> tls,
      Optional<Path> rootCertificate,
      Optional<Duration> statementTimeout,
      Map<String, String> driverProperties) {
    FamilyRules.check(
        url,
        JdbcUrl.MYSQL,
        REJECTED,
        applicationName,
        tls,
        rootCertificate,
        statementTimeout,
        driverProperties);
  }
}
