package dev.connections.sql.internal.dialect;

import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SettingException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What TLS has to do with a failure to connect, in the words of our settings: drivers report it as
 * a rejected login or a lost connection, and know nothing of {@code tls} and its default.
 * Immutable.
 *
 * @param url of the server
 * @param configured the setting {@code tls}
 * @param rootCertificate the setting of that name
 * @param canSkipVerifying whether the driver can do {@code tls: REQUIRE}
 */
public record TlsFailures(
    JdbcUrl url,
    Optional<TlsMode> configured,
    Optional<Path> rootCertificate,
    boolean canSkipVerifying) {

  private static final int DEEPEST = 16;

  /** Of a driver that can encrypt without verifying the server. */
  public TlsFailures(JdbcUrl url, Optional<TlsMode> configured, Optional<Path> rootCertificate) {
    this(url, configured, rootCertificate, true);
  }

  /** Servers on this machine are commonly without a certificate, and no one stands in between. */
  public static TlsMode defaultMode(JdbcUrl url) {
    return url.isLoopback() ? TlsMode.DISABLE : TlsMode.VERIFY_FULL;
  }

  /** What holds. */
  public TlsMode mode() {
    return configured.orElseGet(() -> defaultMode(url));
  }

  /** The mode, and why it is that. */
  public String origin() {
    if (configured.isPresent()) {
      return "tls is " + mode();
    }
    return "tls is "
        + mode()
        + (mode() == TlsMode.DISABLE
            ? ", the default for this machine"
            : ", the default for hosts that are not this machine");
  }

  /**
   * The server has no TLS.
   *
   * @param turnOn how it is turned on there
   */
  public SettingException unsupported(String turnOn, SQLException failure) {
    return SettingException.lasting(
        "TLS is required (" + origin() + "), but the server at " + url + " does not support TLS",
        "Turn on TLS in the server ("
            + turnOn
            + "), or set tls: DISABLE if the network to it is trusted",
        failure);
  }

  /** The certificate has other names. */
  public SettingException otherHost(SQLException failure) {
    return SettingException.lasting(
        "The server's certificate is for another host than "
            + String.join(", ", url.hosts())
            + " ("
            + origin()
            + ")",
        canSkipVerifying
            ? "Write the host name in url that the certificate has, give the server a certificate"
                + " for this name, or set tls: REQUIRE to encrypt without verifying the server"
            : "Write the host name in url that the certificate has, or give the server a"
                + " certificate for this name",
        failure);
  }

  /** No authority that is trusted has signed it. */
  public SettingException untrusted(SQLException failure) {
    return SettingException.lasting(
        "The server's certificate is not trusted (" + origin() + ", " + file() + ")",
        "Set rootCertificate to a file with the certificate of the authority that signed the"
            + " server's, in PEM"
            + (canSkipVerifying ? "; or tls: REQUIRE to encrypt without verifying the server" : ""),
        failure);
  }

  /**
   * By the exceptions of the JDK below the driver's; null if they do not blame TLS.
   *
   * @param clientCertificates what a server that verifies clients wants of us
   */
  public @Nullable SettingException inHandshake(String clientCertificates, SQLException failure) {
    SSLException handshake = find(SSLException.class, failure);
    if (handshake == null) {
      boolean local =
          failure.getCause() instanceof FileNotFoundException
              || failure.getCause() instanceof GeneralSecurityException;
      return local ? unusableFile(failure) : null;
    }
    if (find(CertificateExpiredException.class, failure) != null) {
      return SettingException.lasting(
          "The server's certificate has expired (" + origin() + ")",
          "Renew the server's certificate; check the clock of this machine",
          failure);
    }
    if (find(CertificateNotYetValidException.class, failure) != null) {
      return SettingException.lasting(
          "The server's certificate is not valid yet (" + origin() + ")",
          "Check the clock of this machine and the server's certificate",
          failure);
    }
    if (find(CertificateException.class, failure) != null) {
      return untrusted(failure);
    }
    boolean lost =
        find(EOFException.class, failure) != null
            || find(SocketException.class, failure) != null
            || find(SocketTimeoutException.class, failure) != null;
    return lost
        ? null
        : SettingException.lasting(
            "TLS handshake failed: server and driver cannot agree ("
                + origin()
                + "): "
                + handshake.getMessage(),
            "Compare the versions and ciphers of TLS that the server and this Java allow; a server"
                + " that verifies clients wants "
                + clientCertificates,
            failure);
  }

  /** What was to be trusted cannot be read. */
  public SettingException unusableFile(SQLException failure) {
    return SettingException.lasting(
        "A file with certificates cannot be used (" + file() + "): " + SafeText.of(failure),
        "Check that the file exists, can be read, and holds certificates in PEM",
        failure);
  }

  private String file() {
    return rootCertificate
        .map(file -> "rootCertificate is " + file)
        .orElse("rootCertificate is not set, so Java's own trust store applies");
  }

  /** The first of its causes that is of a type, or itself; null if there is none. */
  public static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
    Throwable one = failure;
    for (int depth = 0; one != null && depth < DEEPEST; one = one.getCause(), depth++) {
      if (type.isInstance(one)) {
        return type.cast(one);
      }
    }
    return null;
  }
}
