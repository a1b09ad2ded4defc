package dev.connections.sql.oracle;

import java.util.Locale;
import java.util.Map;

/** Which properties of the driver are set here, and not by users. */
final class OracleProperties {

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

  private OracleProperties() {}

  /** What to do in place of a parameter in the URL, which the driver would prefer to properties. */
  static String instead(String parameter) {
    String instead = OWN_SETTINGS.get(parameter.toLowerCase(Locale.ROOT));
    return instead != null
        ? instead
        : "write it in driverProperties by its full name, such as oracle.net.keepAlive";
  }
}
