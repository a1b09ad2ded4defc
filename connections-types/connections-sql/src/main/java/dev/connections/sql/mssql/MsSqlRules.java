package dev.connections.sql.mssql;

import dev.connections.Secret;
import dev.connections.spi.RejectedSettingsException;
import dev.connections.spi.binding.Violations;
import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.CommonRules;
import dev.connections.sql.internal.dialect.DriverProperties;
import dev.connections.sql.internal.dialect.JdbcUrl;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the settings of an {@code MsSql} connection must be together. */
final class MsSqlRules {

  private static final String IN_URL = "write it behind " + JdbcUrl.SQL_SERVER;
  private static final String TLS = "use the setting tls";
  private static final String ROOT = "use the setting rootCertificate";
  private static final String DEADLINES = "it follows from the deadlines";
  private static final String CONNECT = "use the setting timeouts.connect";
  private static final String RETRIES = "use the settings of retry";
  private static final String SECRET =
      "it is a secret, and secrets other than password are not supported";

  /** Properties that are set here, with what to do instead; in lower case. */
  static final Map<String, String> OWN_SETTINGS =
      Map.ofEntries(
          Map.entry("user", "use the setting username"),
          Map.entry("username", "use the setting username"),
          Map.entry("password", "use the setting password"),
          Map.entry("accesstoken", SECRET),
          Map.entry("truststorepassword", SECRET),
          Map.entry("keystoresecret", SECRET),
          Map.entry("clientkeypassword", SECRET),
          Map.entry("keyvaultproviderclientkey", SECRET),
          Map.entry("aadsecureprincipalsecret", SECRET),
          Map.entry("servername", IN_URL),
          Map.entry("server", IN_URL),
          Map.entry("portnumber", IN_URL),
          Map.entry("port", IN_URL),
          Map.entry("instancename", IN_URL),
          Map.entry("failoverpartner", "use the setting endpoints, with a url for each server"),
          Map.entry("encrypt", TLS),
          Map.entry("trustservercertificate", TLS),
          Map.entry("truststore", ROOT),
          Map.entry("truststoretype", ROOT),
          Map.entry("servercertificate", ROOT),
          Map.entry("trustmanagerclass", ROOT),
          Map.entry("trustmanagerconstructorarg", ROOT),
          Map.entry("applicationname", "use the setting applicationName"),
          Map.entry("applicationintent", "use the setting readOnly"),
          Map.entry("logintimeout", CONNECT),
          Map.entry("sockettimeout", DEADLINES),
          Map.entry("querytimeout", DEADLINES),
          Map.entry("cancelquerytimeout", DEADLINES),
          Map.entry("connectretrycount", "lost connections are replaced without it"),
          Map.entry("connectretryinterval", "lost connections are replaced without it"),
          Map.entry("retryconn", RETRIES),
          Map.entry("retryexec", RETRIES),
          Map.entry(
              "transparentnetworkipresolution",
              "use the setting endpoints for several servers, or multiSubnetFailover"),
          Map.entry("xopenstates", "failures are known by the server's error numbers"));

  private MsSqlRules() {}

  static void check(
      String url,
      Optional<String> username,
      Optional<Secret> password,
      Optional<TlsMode> tls,
      Optional<Path> rootCertificate,
      Map<String, String> driverProperties) {
    JdbcUrl parsed = MsSqlUrl.of(url);
    RejectedSettingsException.check(
        violations -> {
          parsed.check(JdbcUrl.SQL_SERVER, OWN_SETTINGS, violations);
          parsed.severalHosts().ifPresent(problem -> violations.at("url", problem));
          DriverProperties.check(driverProperties, OWN_SETTINGS, violations);
          checkTwice(parsed, driverProperties, violations);
          if (username.isEmpty() && !logsInOtherwise(parsed, driverProperties)) {
            violations.at(
                "username",
                "is missing; it may be left out only if driverProperties has authentication or"
                    + " integratedSecurity");
          }
          if (username.isPresent() && password.isEmpty()) {
            violations.at("password", "is missing, but username is set");
          }
          CommonRules.rootCertificate(MsSqlUrl.host(parsed), tls, rootCertificate, violations);
        });
  }

  /** Of two values the driver takes one. */
  private static void checkTwice(
      JdbcUrl url, Map<String, String> driverProperties, Violations violations) {
    Set<String> seen = new HashSet<>();
    driverProperties.keySet().forEach(name -> seen.add(name.toLowerCase(Locale.ROOT)));
    for (String name : url.parameters()) {
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        violations.at(
            "url", "has the parameter '" + name + "', which it or driverProperties has, too");
      }
    }
  }

  private static boolean logsInOtherwise(JdbcUrl url, Map<String, String> driverProperties) {
    return url.parameters().stream().anyMatch(MsSqlRules::isWayToLogIn)
        || driverProperties.keySet().stream().anyMatch(MsSqlRules::isWayToLogIn);
  }

  private static boolean isWayToLogIn(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("authentication") || lower.equals("integratedsecurity");
  }
}
