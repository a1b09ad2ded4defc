package dev.connections.sql.postgresql;

import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SettingException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The setting {@code tls}: what the driver is told of it, and what it has to do with a failure to
 * connect. The driver reports such failures as rejected logins or lost connections, and knows
 * nothing of our setting and its default. Immutable.
 */
final class PostgreSqlTls {

  private static final int DEEPEST = 16;

  /** The part of the server that reads pg_hba.conf; its texts are translated, this is not. */
  private static final String HOST_RULES = "ClientAuthentication";

  /** What servers and poolers say that take encrypted connections only. */
  private static final Pattern DEMANDED =
      Pattern.compile("\\b(ssl|tls|sslmode|encrypted|encryption)\\b", Pattern.CASE_INSENSITIVE);

  private final PostgreSqlConfiguration configuration;
  private final JdbcUrl url;
  private final TlsMode mode;

  PostgreSqlTls(PostgreSqlConfiguration configuration, JdbcUrl url) {
    this.configuration = configuration;
    this.url = url;
    this.mode = configuration.tls().orElseGet(() -> PostgreSqlRules.defaultTls(url));
  }

  /** What the driver is told. */
  void startup(Properties properties) {
    switch (mode) {
      case DISABLE -> PGProperty.SSL_MODE.set(properties, "disable");
      case REQUIRE -> PGProperty.SSL_MODE.set(properties, "require");
      case VERIFY_FULL -> {
        PGProperty.SSL_MODE.set(properties, "verify-full");
        configuration
            .rootCertificate()
            .ifPresentOrElse(
                file -> PGProperty.SSL_ROOT_CERT.set(properties, file.toString()),
                // pgjdbc would look for a file in the home directory, not at what Java trusts.
                () ->
                    PGProperty.SSL_FACTORY.set(
                        properties, "org.postgresql.ssl.DefaultJavaSSLFactory"));
      }
    }
  }

  /** The failure, or what TLS has to do with it. */
  SQLException explained(SQLException failure) {
    if (!(failure instanceof PSQLException driver)) {
      return failure;
    }
    ServerErrorMessage server = driver.getServerErrorMessage();
    SettingException explained =
        server != null
            ? rejectedByServer(driver, server)
            : mode == TlsMode.DISABLE ? null : failedInDriver(driver);
    return explained == null ? failure : explained;
  }

  private @Nullable SettingException rejectedByServer(
      PSQLException failure, ServerErrorMessage server) {
    String state = String.valueOf(server.getSQLState());
    String text = String.valueOf(server.getMessage());
    boolean byHostRules = state.equals("28000") && HOST_RULES.equals(server.getRoutine());
    if (byHostRules && !text.contains("pg_hba.conf")) {
      return SettingException.lasting(
          "The server demands a certificate of the client: " + SafeText.of(failure),
          "Add the driver's parameters sslcert and sslkey to url and set rootCertificate, which"
              + " makes the driver use them; or change clientcert or the method cert in the"
              + " server's pg_hba.conf",
          failure);
    }
    boolean unencrypted =
        mode == TlsMode.DISABLE
            && (byHostRules
                || (state.equals("28000") || state.equals("08P01") || state.equals("08004"))
                    && DEMANDED.matcher(text).find());
    return unencrypted
        ? SettingException.lasting(
            "The server at "
                + url
                + " rejects connections without TLS, and "
                + origin()
                + ": "
                + SafeText.of(failure),
            "Set tls: VERIFY_FULL, or tls: REQUIRE to encrypt without verifying the server; to let"
                + " the server accept unencrypted connections, add a rule for this user, database"
                + " and address to its pg_hba.conf",
            failure)
        : null;
  }

  private @Nullable SettingException failedInDriver(PSQLException failure) {
    String text = String.valueOf(failure.getMessage());
    // Translated with the JVM's language; "SSL" and names of classes are not.
    if ("08004".equals(failure.getSQLState()) && text.contains("SSL")) {
      return SettingException.lasting(
          "TLS is required (" + origin() + "), but the server at " + url + " does not support TLS",
          "Turn on TLS in the server (ssl = on in postgresql.conf), or set tls: DISABLE if the"
              + " network to it is trusted",
          failure);
    }
    if (text.contains("PgjdbcHostnameVerifier")) {
      return SettingException.lasting(
          "The server's certificate is for another host than "
              + String.join(", ", url.hosts())
              + " ("
              + origin()
              + ")",
          "Write the host name in url that the certificate has, give the server a certificate for"
              + " this name, or set tls: REQUIRE to encrypt without verifying the server",
          failure);
    }
    return inHandshake(failure);
  }

  private @Nullable SettingException inHandshake(PSQLException failure) {
    SSLException handshake = find(SSLException.class, failure);
    if (handshake == null) {
      boolean local =
          failure.getCause() instanceof FileNotFoundException
              || failure.getCause() instanceof GeneralSecurityException;
      return local
          ? SettingException.lasting(
              "A file with certificates cannot be used (" + file() + "): " + SafeText.of(failure),
              "Check that the file exists, can be read, and holds certificates in PEM",
              failure)
          : null;
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
      return SettingException.lasting(
          "The server's certificate is not trusted (" + origin() + ", " + file() + ")",
          "Set rootCertificate to a file with the certificate of the authority that signed the"
              + " server's, in PEM; or tls: REQUIRE to encrypt without verifying the server",
          failure);
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
                + " that verifies clients wants sslcert and sslkey in url",
            failure);
  }

  /** The mode, and why it is that. */
  private String origin() {
    if (configuration.tls().isPresent()) {
      return "tls is " + mode;
    }
    return "tls is "
        + mode
        + (mode == TlsMode.DISABLE
            ? ", the default for this machine"
            : ", the default for hosts that are not this machine");
  }

  private String file() {
    return configuration
        .rootCertificate()
        .map(file -> "rootCertificate is " + file)
        .orElse("rootCertificate is not set, so Java's own trust store applies");
  }

  private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
    Throwable one = failure;
    for (int depth = 0; one != null && depth < DEEPEST; one = one.getCause(), depth++) {
      if (type.isInstance(one)) {
        return type.cast(one);
      }
    }
    return null;
  }
}
