package dev.connections.sql.mssql;

import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.TlsFailures;
import dev.connections.sql.internal.dialect.TrustStoreFile;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@code tls}: what the driver is told of it, and what it has to do with a failure to
 * connect. Immutable.
 */
final class MsSqlTls {

  /** What the driver calls TLS in any language, when it cannot have it. */
  private static final String NAME = "SSL";

  private final TlsMode mode;
  private final TlsFailures failures;

  MsSqlTls(MsSqlConfiguration configuration, JdbcUrl url) {
    this.failures =
        new TlsFailures(MsSqlUrl.host(url), configuration.tls(), configuration.rootCertificate());
    this.mode = failures.mode();
  }

  /** The certificates to trust as the driver reads them; null if it needs none of its own. */
  @Nullable TrustStoreFile trusted() throws SQLException {
    return TrustStoreFile.of(failures);
  }

  /** What the driver is told. Both are always said: defaults have changed with its versions. */
  void startup(Properties properties, @Nullable TrustStoreFile trusted) {
    properties.setProperty("encrypt", String.valueOf(mode != TlsMode.DISABLE));
    properties.setProperty("trustServerCertificate", String.valueOf(mode == TlsMode.REQUIRE));
    if (trusted != null) {
      properties.setProperty("trustStore", trusted.file().toString());
      properties.setProperty("trustStoreType", TrustStoreFile.TYPE);
      properties.setProperty("trustStorePassword", trusted.password());
    }
  }

  /** The failure, or what TLS has to do with it. */
  SQLException explained(SQLException failure) {
    if (mode == TlsMode.DISABLE || MsSqlErrors.isOfServer(failure)) {
      return failure;
    }
    SQLException explained =
        isOtherHost(failure)
            ? failures.otherHost(failure)
            : failures.inHandshake("clientCertificate and clientKey in url", failure);
    if (explained == null && isUnsupported(failure)) {
      explained = failures.unsupported("give it a certificate, and restart it", failure);
    }
    return explained == null ? failure : explained;
  }

  /** The driver compares names by itself, and says so in words only. */
  private static boolean isOtherHost(SQLException failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      String text = String.valueOf(one.getMessage());
      if (text.contains("server name in a certificate")
          || text.contains("Failed to validate the server name")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnsupported(SQLException failure) {
    return failure.getCause() == null && String.valueOf(failure.getMessage()).contains(NAME);
  }
}
