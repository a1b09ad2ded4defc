package dev.connections.sql.internal.mysql;

import dev.connections.spi.RejectedSettingsException;
import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.CommonRules;
import dev.connections.sql.internal.dialect.DriverProperties;
import dev.connections.sql.internal.dialect.JdbcUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the settings of both types must be. */
public final class FamilyRules {

  private static final String DEADLINES = "it follows from the deadlines; see the setting timeouts";
  private static final String TLS = "use the setting tls";
  private static final String TRUST = "use the setting rootCertificate";
  private static final String BEHIND = "it would make another session behind the pool's back";
  private static final String SEVERAL = "use the setting endpoints, with a url for each server";
  private static final String LOCAL_FILES = "a server could ask for any file of this machine";
  private static final String DATA = "it puts data of statements into messages";

  /** Both drivers have these, with what to do instead; in lower case. */
  private static final Map<String, String> REJECTED =
      Map.ofEntries(
          Map.entry("user", "use the setting username"),
          Map.entry("password", "use the setting password"),
          Map.entry("sslmode", TLS),
          Map.entry("usessl", TLS),
          Map.entry("requiressl", TLS),
          Map.entry("verifyservercertificate", TLS),
          Map.entry("trustservercertificate", TLS),
          Map.entry("disablesslhostnameverification", TLS),
          Map.entry("connecttimeout", "use the setting timeouts.connect"),
          Map.entry("sockettimeout", DEADLINES),
          Map.entry(
              "allowmultiqueries",
              "what several statements in one text have done cannot be known; send each by itself, in"
                  + " a transaction where all or none must be applied"),
          Map.entry("allowlocalinfile", LOCAL_FILES),
          Map.entry("allowloadlocalinfile", LOCAL_FILES),
          Map.entry("allowurlinlocalinfile", LOCAL_FILES),
          Map.entry("allowloadlocalinfileinpath", LOCAL_FILES),
          Map.entry("autoreconnect", BEHIND),
          Map.entry("retriesalldown", SEVERAL),
          Map.entry("socketfactory", "the type has one of its own"),
          Map.entry("connectionattributes", "use the setting applicationName"),
          Map.entry("tracksessionstate", "the type needs it"),
          Map.entry("sessionvariables", "use the setting pool.connectionInitSql"),
          Map.entry("readonlypropagatestoserver", "use the setting readOnly"),
          Map.entry("uselocalsessionstate", "what the session is would not be known"),
          Map.entry("dumpqueriesonexception", DATA),
          Map.entry("allowpublickeyretrieval", "use the setting tls, which protects the password"));

  private FamilyRules() {}

  /** Those of both drivers, and those of one of them. */
  static Map<String, String> rejected(Map<String, String> own) {
    Map<String, String> all = new HashMap<>(REJECTED);
    all.putAll(own);
    return Map.copyOf(all);
  }

  /** What one of the drivers must not be told, besides what neither must. */
  public static Map<String, String> rejectedToo(
      List<String> behind, List<String> trust, Map<String, String> more) {
    Map<String, String> own = new HashMap<>(more);
    behind.forEach(name -> own.put(name, BEHIND));
    trust.forEach(name -> own.put(name, TRUST));
    return rejected(own);
  }

  /**
   * Checks the settings.
   *
   * @param prefix what the url must begin with
   * @param rejected what the driver must not be told, in lower case
   */
  public static void check(
      String url,
      String prefix,
      Map<String, String> rejected,
      Optional<String> applicationName,
      Optional<TlsMode> tls,
      Optional<Path> rootCertificate,
      Optional<Duration> statementTimeout,
      Map<String, String> driverProperties) {
    JdbcUrl parsed = JdbcUrl.withQuery(url);
    RejectedSettingsException.check(
        violations -> {
          parsed.check(prefix, rejected, violations);
          parsed.severalHosts().ifPresent(problem -> violations.at("url", problem));
          if (parsed.hosts().stream().anyMatch(host -> host.indexOf('(') >= 0)) {
            violations.at("url", "must name its host as host:port, without brackets");
          }
          CommonRules.rootCertificate(parsed, tls, rootCertificate, violations);
          CommonRules.statementTimeout(statementTimeout, violations);
          if (applicationName.filter(name -> name.matches(".*[,:].*")).isPresent()) {
            violations.at("applicationName", "must not hold ',' or ':', which the driver cuts at");
          }
          DriverProperties.check(driverProperties, rejected, violations);
        });
  }
}
