package dev.connections.sql.postgresql;

import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.TlsFailures;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SettingException;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
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

  /** The part of the server that reads pg_hba.conf; its texts are translated, this is not. */
  private static final String HOST_RULES = "ClientAuthentication";

  /** What servers and poolers say that take encrypted connections only. */
  private static final Pattern DEMANDED =
      Pattern.compile("\\b(ssl|tls|sslmode|encrypted|encryption)\\b", Pattern.CASE_INSENSITIVE);

  private final PostgreSqlConfiguration configuration;
  private final JdbcUrl url;
  private final TlsMode mode;
  private final TlsFailures failures;

  PostgreSqlTls(PostgreSqlConfiguration configuration, JdbcUrl url) {
    this.configuration = configuration;
    this.url = url;
    this.failures = new TlsFailures(url, configuration.tls(), configuration.rootCertificate());
    this.mode = failures.mode();
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
                + failures.origin()
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
      return failures.unsupported("ssl = on in postgresql.conf", failure);
    }
    return text.contains("PgjdbcHostnameVerifier")
        ? failures.otherHost(failure)
        : failures.inHandshake("sslcert and sslkey in url", failure);
  }
}
