package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.Phase;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SecretCheck;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where TLS, or its absence, is to blame, that is told, and which setting it is: pgjdbc reports a
 * server without TLS as a refused login (08004), and another host name as a lost connection.
 */
@Timeout(120)
class PostgreSqlTlsFailureTest {

  private static final Operation READ = Operation.read("read");

  @TempDir Path folder;
  private @Nullable PostgresServer own;

  @AfterEach
  void stop() throws Exception {
    if (own != null) {
      own.close();
    }
  }

  private PostgresServer started(TestCertificate certificate, Map<String, String> settings)
      throws Exception {
    PostgresServer server = PostgresServer.started(certificate, settings);
    own = server;
    return server;
  }

  /** The first thing that users of PostgreSQL's image in a compose file met. */
  @Test
  void aServerWithoutTlsIsNoRefusedLogin() throws Exception {
    PostgresServer server = started(TestCertificate.forLoopback(), Map.of("ssl", "off"));
    String elsewhere = server.url().replace("localhost", "0.0.0.0"); // no loopback by its name
    int logged = LogFile.read().length();

    PermanentConnectionException failure = rejected(elsewhere, null, null);

    assertThat(failure)
        .hasMessageContainingAll(
            "TLS is required",
            "tls is VERIFY_FULL, the default for hosts that are not this machine",
            "does not support TLS",
            "set tls: DISABLE",
            "ssl = on");
    assertThat(failure.diagnosis().attempts()).isEqualTo(1);
    assertThat(failure.diagnosis().toString()).doesNotContain("username", "password");
    assertThat(LogFile.read().substring(logged))
        .contains("orders-db: DOWN: ")
        .doesNotContain("authentication failed");
    assertThat(rejected(server.url(), TlsMode.REQUIRE, null))
        .hasMessageContainingAll("TLS is required (tls is REQUIRE)", "does not support TLS");
    assertThat(read(elsewhere, TlsMode.DISABLE, null)).isTrue();
  }

  @Test
  void aCertificateThatNobodyTrustsNamesTheSettingForTrust() throws Exception {
    assertThat(rejected(PostgresServer.shared().url(), TlsMode.VERIFY_FULL, null))
        .hasMessageContainingAll(
            "certificate is not trusted", "rootCertificate is not set", "Set rootCertificate to");
  }

  @Test
  void aCertificateForAnotherHostIsNoLostConnection() throws Exception {
    PostgresServer server = PostgresServer.shared();
    assertThat(
            rejected(
                server.url().replace("localhost", "127.0.0.1"),
                TlsMode.VERIFY_FULL,
                server.certificate().root()))
        .hasMessageContainingAll("is for another host than 127.0.0.1", "tls: REQUIRE");
  }

  @Test
  void anExpiredCertificateIsSaidToHaveExpired() throws Exception {
    PostgresServer server = started(TestCertificate.expired(), Map.of());
    assertThat(rejected(server.url(), TlsMode.VERIFY_FULL, server.certificate().root()))
        .hasMessageContainingAll("certificate has expired", "Renew");
  }

  @Test
  void aFileThatHoldsNoCertificatesIsNoCertificateOfTheServer() throws Exception {
    Path nothing = Files.writeString(folder.resolve("root.pem"), "nothing");
    assertThat(rejected(PostgresServer.shared().url(), TlsMode.VERIFY_FULL, nothing))
        .hasMessageContainingAll("rootCertificate is " + nothing, "in PEM");
  }

  @Test
  void aServerThatDemandsTlsIsNoRefusedLogin() throws Exception {
    PostgresServer server = started(TestCertificate.forLoopback(), Map.of());
    server.admitAppBy("hostssl all app all scram-sha-256\n");

    PermanentConnectionException failure = rejected(server.url(), null, null);

    assertThat(failure)
        .hasMessageContainingAll(
            "rejects connections without TLS",
            "tls is DISABLE, the default for this machine",
            "no encryption",
            "Set tls: VERIFY_FULL",
            "pg_hba.conf");
    assertThat(failure.diagnosis().attempts()).isEqualTo(1);
    assertThat(read(server.url(), TlsMode.REQUIRE, null)).isTrue();
  }

  @Test
  void aServerThatDemandsACertificateOfTheClientSaysSo() throws Exception {
    TestCertificate certificate = TestCertificate.forLoopback();
    PostgresServer server =
        started(certificate, Map.of("ssl_ca_file", certificate.root().toString()));
    server.admitAppBy("hostssl all app all scram-sha-256 clientcert=verify-ca\n");

    assertThat(rejected(server.url(), TlsMode.VERIFY_FULL, certificate.root()))
        .hasMessageContainingAll("demands a certificate of the client", "sslcert", "sslkey");
  }

  private static PermanentConnectionException rejected(
      String url, @Nullable TlsMode tls, @Nullable Path root) {
    PermanentConnectionException failure =
        catchThrowableOfType(PermanentConnectionException.class, () -> read(url, tls, root));
    assertThat(failure).isNotNull().hasCauseInstanceOf(SQLException.class);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure.diagnosis().phase()).isEqualTo(Phase.CONNECT);
    SecretCheck.assertNowhereIn(failure);
    return failure;
  }

  private static boolean read(String url, @Nullable TlsMode tls, @Nullable Path root) {
    PostgreSqlConfiguration configuration =
        new PostgreSqlConfiguration(
            url,
            "app",
            Optional.of(Secret.of("${env:DB_PASSWORD}", () -> PostgresServer.PASSWORD)),
            SqlPoolSettings.ofSize(1),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(tls),
            Optional.ofNullable(root),
            Optional.empty());
    try (SqlFixture fixture = SqlFixture.of(configuration)) {
      return fixture
          .connection()
          .<Boolean>execute(READ, jdbc -> jdbc.createStatement().execute("SELECT 1"));
    }
  }
}
