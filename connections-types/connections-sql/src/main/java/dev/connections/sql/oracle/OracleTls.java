package dev.connections.sql.oracle;

import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.TlsFailures;
import dev.connections.sql.internal.dialect.TrustStoreFile;
import dev.connections.sql.internal.failure.SettingException;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@code tls}: what the driver is told of it, and what it has to do with a failure to
 * connect. Immutable.
 */
final class OracleTls {

  /** The certificate has other names than the host. */
  private static final int OTHER_HOST = 17965;

  private final TlsFailures failures;

  OracleTls(OracleConfiguration configuration, OracleUrl url) {
    this.failures =
        new TlsFailures(
            url.shown(), url.tls(configuration.tls()), configuration.rootCertificate(), false);
  }

  TlsMode mode() {
    return failures.mode();
  }

  /** The certificates to trust as the driver reads them; null if it needs none of its own. */
  @Nullable TrustStoreFile trusted() throws SQLException {
    return TrustStoreFile.of(failures);
  }

  /** What the driver is told. Names are always compared: whether they are differs by the URL. */
  void startup(Properties properties, @Nullable TrustStoreFile trusted) {
    properties.setProperty("oracle.net.ssl_server_dn_match", "true");
    properties.setProperty("oracle.net.ssl_allow_weak_dn_match", "false");
    if (trusted != null) {
      properties.setProperty("javax.net.ssl.trustStore", trusted.file().toString());
      properties.setProperty("javax.net.ssl.trustStoreType", TrustStoreFile.TYPE);
      properties.setProperty("javax.net.ssl.trustStorePassword", trusted.password());
    }
  }

  /** The failure, or what TLS has to do with it. */
  SQLException explained(SQLException failure) {
    if (mode() == TlsMode.DISABLE || failure instanceof SettingException) {
      return failure;
    }
    if (failure.getErrorCode() == OTHER_HOST) {
      return failures.otherHost(failure);
    }
    if (isPlainText(failure)) {
      return failures.unsupported("an ADDRESS with PROTOCOL=tcps in listener.ora", failure);
    }
    SettingException handshake =
        failures.inHandshake("a wallet (oracle.net.wallet_location)", failure);
    return handshake == null ? failure : handshake;
  }

  /** What came was no answer of TLS; said in words only. */
  private static boolean isPlainText(SQLException failure) {
    SSLException handshake = TlsFailures.find(SSLException.class, failure);
    return handshake != null
        && String.valueOf(handshake.getMessage()).contains("nrecognized SSL message");
  }
}
