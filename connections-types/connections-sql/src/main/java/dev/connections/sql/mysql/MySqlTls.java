package dev.connections.sql.mysql;

import com.mysql.cj.conf.PropertyKey;
import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.TlsFailures;
import dev.connections.sql.internal.failure.SettingException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@code tls}: what the driver is told of it, and what it has to do with a failure to
 * connect. The driver's own default verifies nothing, and does without TLS where the server has
 * none, so it is always told. Thread-safe.
 */
final class MySqlTls {

  private static final int DEMANDED = 3159;
  private static final String CLIENT_CERTIFICATES =
      "clientCertificateKeyStoreUrl in driverProperties";

  private final TlsFailures failures;
  private final @Nullable TrustedCertificates trusted;

  MySqlTls(TlsFailures failures) {
    this.failures = failures;
    this.trusted = failures.rootCertificate().map(TrustedCertificates::new).orElse(null);
  }

  /** What the driver is told. */
  void startup(Properties properties) throws SQLException {
    switch (failures.mode()) {
      case DISABLE -> set(properties, PropertyKey.sslMode, "DISABLED");
      case REQUIRE -> set(properties, PropertyKey.sslMode, "REQUIRED");
      case VERIFY_FULL -> {
        set(properties, PropertyKey.sslMode, "VERIFY_IDENTITY");
        if (trusted != null) {
          set(properties, PropertyKey.trustCertificateKeyStoreUrl, trusted.url());
          set(properties, PropertyKey.trustCertificateKeyStoreType, TrustedCertificates.TYPE);
          set(
              properties,
              PropertyKey.trustCertificateKeyStorePassword,
              TrustedCertificates.PASSWORD);
          set(properties, PropertyKey.fallbackToSystemTrustStore, "false");
        }
      }
    }
  }

  private static void set(Properties properties, PropertyKey key, String value) {
    properties.setProperty(key.getKeyName(), value);
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
    if (failure.getCause() instanceof GeneralSecurityException) {
      return failures.unusableFile(failure);
    }
    String text = texts(failure);
    if (text.contains("ssl connection required, but not") || text.contains("not support ssl")) {
      return failures.unsupported("ssl_cert and ssl_key", failure);
    }
    return text.contains("server identity verification failed")
        ? failures.otherHost(failure)
        : failures.inHandshake(CLIENT_CERTIFICATES, failure);
  }

  private static String texts(Throwable failure) {
    StringBuilder texts = new StringBuilder();
    int depth = 0;
    for (Throwable one = failure; one != null && depth < 16; one = one.getCause(), depth++) {
      texts.append(one.getMessage()).append('\n');
    }
    return texts.toString().toLowerCase(Locale.ROOT);
  }
}
