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
import java.util.Map;
import java.util.Optional;

/** What the settings of an {@code Oracle} connection must be together. */
final class OracleRules {

  /** As long as {@code v$session.program} is. */
  static final int LONGEST_NAME = 48;

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
          DriverProperties.check(driverProperties, OracleProperties.OWN_SETTINGS, violations);
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
          if (rootCertificate.isPresent()
              && driverProperties.containsKey(OracleProperties.WALLET)) {
            violations.at(
                "rootCertificate",
                "must not be set with the property "
                    + OracleProperties.WALLET
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
}
