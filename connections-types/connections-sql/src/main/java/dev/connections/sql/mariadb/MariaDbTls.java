package dev.connections.sql.mariadb;

import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.TlsFailures;
import dev.connections.sql.internal.failure.SettingException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@code tls}: what the driver is told of it, and what it has to do with a failure to
 * connect. The driver's own default is no TLS in version 3 and {@code verify-full} in version 4, so
 * it is always told. Immutable.
 */
final class MariaDbTls {

  private static final int DEMANDED = 3159;
  private static final String CLIENT_CERTIFICATES = "keyStore in driverProperties";

  private final TlsFailures failures;

  MariaDbTls(TlsFailures failures) {
    this.failures = failures;
  }

  /** What the driver is told. */
  void startup(Properties properties) {
    switch (failures.mode()) {
      case DISABLE -> properties.setProperty("sslMode", "disable");
      case REQUIRE -> properties.setProperty("sslMode", "trust");
      case VERIFY_FULL -> {
        properties.setProperty("sslMode", "verify-full");
        // Version 4: a certificate that is not trusted is not made good by a password.
        properties.setProperty("deferCertificateValidation", "false");
        failures
            .rootCertificate()
            .map(Path::toString)
            .ifPresent(file -> properties.setProperty("serverSslCert", file));
      }
    }
  }

  /** The failure, or what TLS has to do with it. */
  SQLException explained(SQLException failure) {
    SettingException explained =
        failures.mode() == TlsMode.DISABLE ? demanded(failure) : failed(failure);
    return explained == null ? failure : explained;
  }

  private @Nullable SettingException demanded(SQLException failure) {
    return failure.getErrorCode() == DEMANDED
        ? SettingException.lasting(
            "The server rejects connections without TLS, and " + failures.origin(),
            "Set tls: VERIFY_FULL, or tls: REQUIRE to encrypt without verifying the server",
            failure)
        : null;
  }

  /** By texts of the driver, which it does not translate. */
  private @Nullable SettingException failed(SQLException failure) {
    if (failure.getErrorCode() > 0) {
      return null; // the server's own answer
    }
    String text = text(failure) + text(failure.getCause());
    if (text.contains("ssl not enabled in the server")) {
      return failures.unsupported("ssl_cert and ssl_key", failure);
    }
    if (text.contains("hostname verification")) {
      return failures.otherHost(failure);
    }
    if (text.contains("serversslcert") || text.contains("failed load keystore")) {
      return failures.unusableFile(failure);
    }
    SettingException handshake = failures.inHandshake(CLIENT_CERTIFICATES, failure);
    return handshake == null && text.contains("certificate")
        ? failures.untrusted(failure)
        : handshake;
  }

  private static String text(@Nullable Throwable failure) {
    return failure == null ? "" : String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
  }
}
