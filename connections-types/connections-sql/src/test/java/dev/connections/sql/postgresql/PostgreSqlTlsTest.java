package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.ConnectionException;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.fixture.SecretCheck;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgreSqlTlsTest {

  private static final Operation READ = Operation.read("read");

  private static final String ENCRYPTED =
      "SELECT count(*) FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl";

  @Test
  void aTrustedServerWithTheRightNameIsEncrypted() throws Exception {
    PostgresServer server = PostgresServer.shared();
    assertThat(encrypted(server.url(), TlsMode.VERIFY_FULL, server.certificate().certificate()))
        .isEqualTo(1);
  }

  @Test
  void aServerWhoseCertificateNobodyTrustsIsRefused() throws Exception {
    assertRefused(PostgresServer.shared().url(), TlsMode.VERIFY_FULL, null);
  }

  @Test
  void aServerWithAnotherNameIsRefused() throws Exception {
    PostgresServer server = PostgresServer.shared();
    assertRefused(
        server.url().replace("localhost", "127.0.0.1"),
        TlsMode.VERIFY_FULL,
        server.certificate().certificate());
  }

  @Test
  void whoRequiresNoMoreThanEncryptionGetsThat() throws Exception {
    assertThat(encrypted(PostgresServer.shared().url(), TlsMode.REQUIRE, null)).isEqualTo(1);
  }

  @Test
  void onThisMachineNothingIsEncryptedByDefault() throws Exception {
    assertThat(encrypted(PostgresServer.shared().url(), null, null)).isZero();
  }

  private static void assertRefused(String url, TlsMode tls, @Nullable Path root) {
    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(() -> encrypted(url, tls, root))
        .satisfies(
            failure -> {
              assertThat(failure).hasCauseInstanceOf(SQLException.class);
              SecretCheck.assertNowhereIn(failure);
            });
  }

  private static int encrypted(String url, @Nullable TlsMode tls, @Nullable Path root) {
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
      return fixture.connection().<Integer>execute(READ, PostgreSqlTlsTest::count);
    }
  }

  private static int count(Connection jdbc) throws SQLException {
    return number(jdbc, ENCRYPTED);
  }
}
