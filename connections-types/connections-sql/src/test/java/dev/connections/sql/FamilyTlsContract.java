package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.Phase;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SecretCheck;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.MariaDbServer;
import dev.connections.testsupport.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS between a real MariaDB server and a driver of its family: what the setting {@code tls} makes
 * of it, and what is told where it, or its absence, is to blame.
 */
@Timeout(120)
abstract class FamilyTlsContract {

  private static final Operation READ = Operation.read("read");
  static final Secret PASSWORD = Secret.of("${env:DB_PASSWORD}", () -> MariaDbServer.PASSWORD);

  @TempDir Path folder;
  private @Nullable MariaDbServer own;

  /**
   * A connection of the user {@code app} with one physical connection.
   *
   * @param url of MariaDB; the driver's own is made of it
   */
  abstract SqlFixture open(String url, @Nullable TlsMode tls, @Nullable Path rootCertificate);

  @AfterEach
  void stop() throws Exception {
    if (own != null) {
      own.close();
    }
  }

  MariaDbServer started(TestCertificate certificate, String... options) throws Exception {
    MariaDbServer server = MariaDbServer.started(certificate, options);
    own = server;
    return server;
  }

  @Test
  void aTrustedServerWithTheRightNameIsEncrypted() throws Exception {
    MariaDbServer server = MariaDbServer.shared();
    assertThat(isEncrypted(server.url(), TlsMode.VERIFY_FULL, server.certificate().root()))
        .isTrue();
  }

  @Test
  void whoRequiresNoMoreThanEncryptionGetsThat() throws Exception {
    assertThat(isEncrypted(MariaDbServer.shared().url(), TlsMode.REQUIRE, null)).isTrue();
  }

  @Test
  void onThisMachineNothingIsEncryptedByDefault() throws Exception {
    assertThat(isEncrypted(MariaDbServer.shared().url(), null, null)).isFalse();
  }

  @Test
  void aServerWithoutTlsIsNotTakenForALostConnection() throws Exception {
    MariaDbServer server = started(TestCertificate.forLoopback(), "--skip-ssl");
    String elsewhere = server.url().replace("localhost", "0.0.0.0"); // no loopback by its name
    int logged = LogFile.read().length();

    PermanentConnectionException failure = rejected(elsewhere, null, null);

    assertThat(failure)
        .hasMessageContainingAll(
            "TLS is required",
            "tls is VERIFY_FULL, the default for hosts that are not this machine",
            "does not support TLS",
            "set tls: DISABLE",
            "ssl_cert and ssl_key");
    assertThat(failure.diagnosis().attempts()).isEqualTo(1);
    assertThat(LogFile.read().substring(logged))
        .contains("orders-db: DOWN: ")
        .doesNotContain("authentication failed");
    assertThat(rejected(server.url(), TlsMode.REQUIRE, null))
        .hasMessageContainingAll("TLS is required (tls is REQUIRE)", "does not support TLS");
    assertThat(isEncrypted(elsewhere, TlsMode.DISABLE, null)).isFalse();
  }

  @Test
  void aCertificateFromAnotherAuthorityNamesTheSettingForTrust() throws Exception {
    Path other = TestCertificate.forLoopback().root();
    assertThat(rejected(MariaDbServer.shared().url(), TlsMode.VERIFY_FULL, other))
        .hasMessageContainingAll(
            "certificate is not trusted", "rootCertificate is " + other, "Set rootCertificate to");
  }

  @Test
  void aCertificateForAnotherHostIsNotTakenForALostConnection() throws Exception {
    MariaDbServer server = MariaDbServer.shared();
    assertThat(
            rejected(
                server.url().replace("localhost", "127.0.0.1"),
                TlsMode.VERIFY_FULL,
                server.certificate().root()))
        .hasMessageContainingAll("is for another host than 127.0.0.1", "tls: REQUIRE");
  }

  @Test
  void anExpiredCertificateIsSaidToHaveExpired() throws Exception {
    MariaDbServer server = started(TestCertificate.expired());
    assertThat(rejected(server.url(), TlsMode.VERIFY_FULL, server.certificate().root()))
        .hasMessageContainingAll("certificate has expired", "Renew");
  }

  @Test
  void aFileThatHoldsNoCertificatesIsNotTakenForTheServersFault() throws Exception {
    Path nothing = Files.writeString(folder.resolve("root.pem"), "nothing");
    assertThat(rejected(MariaDbServer.shared().url(), TlsMode.VERIFY_FULL, nothing))
        .hasMessageContainingAll("rootCertificate is " + nothing, "in PEM");
  }

  @Test
  void aServerThatDemandsTlsNamesTheSetting() throws Exception {
    MariaDbServer server = started(TestCertificate.forLoopback());
    server.asAdministrator("SET GLOBAL require_secure_transport = ON");

    PermanentConnectionException failure = rejected(server.url(), null, null);

    assertThat(failure)
        .hasMessageContainingAll(
            "rejects connections without TLS",
            "tls is DISABLE, the default for this machine",
            "Set tls: VERIFY_FULL");
    assertThat(failure.diagnosis().attempts()).isEqualTo(1);
    assertThat(isEncrypted(server.url(), TlsMode.REQUIRE, null)).isTrue();
  }

  private PermanentConnectionException rejected(
      String url, @Nullable TlsMode tls, @Nullable Path root) {
    PermanentConnectionException failure =
        catchThrowableOfType(PermanentConnectionException.class, () -> isEncrypted(url, tls, root));
    assertThat(failure).isNotNull().hasCauseInstanceOf(SQLException.class);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure.diagnosis().phase()).isEqualTo(Phase.CONNECT);
    SecretCheck.assertNowhereIn(failure);
    return failure;
  }

  /** Whether the server itself says that the session is encrypted. */
  boolean isEncrypted(String url, @Nullable TlsMode tls, @Nullable Path root)
      throws ConnectionException {
    try (SqlFixture fixture = open(url, tls, root)) {
      return fixture
          .connection()
          .<Boolean>execute(
              READ,
              jdbc -> {
                ResultSet rows =
                    jdbc.createStatement().executeQuery("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
                return rows.next() && !rows.getString(2).isEmpty();
              });
    }
  }
}
