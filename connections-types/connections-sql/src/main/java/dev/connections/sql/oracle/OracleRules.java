package dev.connections.sql.oracle;

import dev.connections.spi.RejectedSettingsException;
import dev.connections.spi.binding.Violations;
import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.CommonRules;
import dev.connections.sql.internal.dialect.DriverProperties;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.TlsFailures;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the settings of an {@code Oracle} connection must be together. */
final class OracleRules {

  /** As long as {@code v$session.program} is. */
  static final int LONGEST_NAME = 48;

  static final String WALLET = "oracle.net.wallet_location";

  private static final String IN_URL = "write it in url";
  private static final String TLS = "use the setting tls";
  private static final String ROOT = "use the setting rootCertificate";
  private static final String CONNECT = "use the setting timeouts.connect";
  private static final String HIDDEN =
      "what it names could set anything; write url and the other settings here";
  private static final String SECRET =
      "it is a secret, and secrets other than password are not supported";
  private static final String LEAKS = "it would write secrets and values to logs";

  /** Properties that are set here, with what to do instead; in lower case. */
  static final Map<String, String> OWN_SETTINGS =
      Map.ofEntries(
          Map.entry("user", "use the setting username"),
          Map.entry("password", "use the setting password"),
          Map.entry("server", IN_URL),
          Map.entry("database", IN_URL),
          Map.entry("protocol", IN_URL),
          Map.entry("autocommit", "work decides on it"),
          Map.entry("v$session.program", "use the setting applicationName"),
          Map.entry("oracle.jdbc.logintimeout", CONNECT),
          Map.entry("oracle.net.connect_timeout", CONNECT),
          Map.entry("oracle.net.outbound_connect_timeout", CONNECT),
          Map.entry("oracle.jdbc.readtimeout", "it follows from the deadlines"),
          Map.entry("oracle.net.ssl_server_dn_match", TLS),
          Map.entry("oracle.net.ssl_allow_weak_dn_match", TLS),
          Map.entry("oracle.net.eztls", TLS),
          Map.entry("javax.net.ssl.truststore", ROOT),
          Map.entry("javax.net.ssl.truststoretype", ROOT),
          Map.entry("javax.net.ssl.truststorepassword", ROOT),
          Map.entry("ssl.trustmanagerfactory.algorithm", ROOT),
          Map.entry("javax.net.ssl.keystorepassword", SECRET),
          Map.entry("oracle.jdbc.newpassword", SECRET),
          Map.entry("oracle.jdbc.accesstoken", SECRET),
          Map.entry("oracle.jdbc.clientsecret", SECRET),
          Map.entry("oracle.jdbc.clientcertificatepassword", SECRET),
          Map.entry("oracle.jdbc.ons.walletpassword", SECRET),
          Map.entry("oracle.net.wallet_password", SECRET),
          Map.entry("oracle.net.seps_wallet_password", SECRET),
          Map.entry("oracle.net.websocketpassword", SECRET),
          Map.entry("oracle.net.ldap.security.credentials", SECRET),
          Map.entry("oracle.net.ldap.ssl.keystorepassword", SECRET),
          Map.entry("oracle.net.ldap.ssl.truststorepassword", SECRET),
          Map.entry("oracle.net.ldap.ssl.walletpassword", SECRET),
          Map.entry("oracle.net.tns_admin", HIDDEN),
          Map.entry("oracle.jdbc.config.file", HIDDEN),
          Map.entry("oracle.jdbc.provider.connectionstring", HIDDEN),
          Map.entry("oracle.jdbc.provider.username", HIDDEN),
          Map.entry("oracle.jdbc.provider.password", HIDDEN),
          Map.entry("oracle.jdbc.provider.accesstoken", HIDDEN),
          Map.entry("oracle.jdbc.provider.tlsconfiguration", HIDDEN),
          Map.entry("oracle.jdbc.embeddedpoolconfig", "use the setting pool"),
          Map.entry("oracle.jdbc.diagnostic.permitsensitivediagnostics", LEAKS),
          Map.entry("oracle.jdbc.diagnostic.enablesensitivediagnostics", LEAKS));

  private OracleRules() {}

  static void check(
      String url,
      Optional<String> applicationName,
      Optional<TlsMode> tls,
      Optional<Path> rootCertificate,
      Map<String, String> driverProperties) {
    RejectedSettingsException.check(
        violations -> {
          Optional<OracleUrl> read = read(url, violations);
          DriverProperties.check(driverProperties, OWN_SETTINGS, violations);
          applicationName
              .filter(name -> !name.matches("[\\w .:@/-]{1," + LONGEST_NAME + "}"))
              .ifPresent(
                  name ->
                      violations.at(
                          "applicationName",
                          "must be 1 to "
                              + LONGEST_NAME
                              + " letters, digits, blanks or . : @ / - _, which is what the server"
                              + " takes"));
          if (tls.equals(Optional.of(TlsMode.REQUIRE))) {
            violations.at(
                "tls",
                "must not be REQUIRE: the driver cannot encrypt without verifying the certificate;"
                    + " set VERIFY_FULL and rootCertificate, or DISABLE");
          } else if (read.isPresent()) {
            checkTls(read.get(), tls, violations);
            CommonRules.rootCertificate(
                read.get().shown(), read.get().tls(tls), rootCertificate, violations);
          }
          if (rootCertificate.isPresent() && driverProperties.containsKey(WALLET)) {
            violations.at(
                "rootCertificate",
                "must not be set with the property "
                    + WALLET
                    + ", since both say what is trusted; leave one of them out");
          }
        });
  }

  private static Optional<OracleUrl> read(String url, Violations violations) {
    if (url.startsWith("jdbc:oracle:thin:") && !url.startsWith(JdbcUrl.ORACLE)) {
      if (url.indexOf('@') >= 0) {
        violations.at("url", "must not hold a user or password; use the settings of that name");
        return Optional.empty();
      }
    }
    if (!url.startsWith(JdbcUrl.ORACLE)) {
      new JdbcUrl(url, List.of()).check(JdbcUrl.ORACLE, Map.of(), violations);
      return Optional.empty();
    }
    return OracleUrl.read(url, problem -> violations.at("url", problem));
  }

  /** The driver does what the URL says, so it must say what holds. */
  private static void checkTls(OracleUrl url, Optional<TlsMode> tls, Violations violations) {
    TlsMode mode = tls.orElseGet(() -> TlsFailures.defaultMode(url.shown()));
    if (url.protocol().equals("tcp") && mode != TlsMode.DISABLE) {
      violations.at(
          "url",
          "says tcp, which is not encrypted, but tls is "
              + mode
              + (tls.isPresent() ? "" : ", the default for hosts that are not this machine")
              + "; write tcps, or set tls: DISABLE if the network to the server is trusted");
    } else if (url.protocol().equals("tcps") && tls.equals(Optional.of(TlsMode.DISABLE))) {
      violations.at("url", "says tcps, but tls is DISABLE; write tcp, or leave tls out");
    }
  }

  /** What to do in place of a parameter in the URL, which the driver would prefer to properties. */
  static String instead(String parameter) {
    String instead = OWN_SETTINGS.get(parameter.toLowerCase(Locale.ROOT));
    return instead != null
        ? instead
        : "write it in driverProperties by its full name, such as oracle.net.keepAlive";
  }
}
