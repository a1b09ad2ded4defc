package dev.connections.sql.mssql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Secret;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.fixture.FakeListener;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testing.sqlserver.FakeSqlServer;
import dev.connections.testing.sqlserver.SqlServerAnswer;
import dev.connections.testing.sqlserver.SqlServerLogin;
import dev.connections.testing.sqlserver.SqlServerScript;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a connect, with the real driver, before sockets that are no SQL Server. */
@Timeout(60)
class MsSqlConnectTest {

  private static final SqlServerScript ONE = SqlServerScript.of(sql -> SqlServerAnswer.number(1));

  @ParameterizedTest
  @EnumSource
  void whateverAnswersInPlaceOfAServerCostsTheConnectTimeoutAndNothingWasSent(
      FakeListener.Answer answer) throws IOException {
    try (FakeListener listener = FakeListener.start(answer)) {
      for (TlsMode tls : List.of(TlsMode.DISABLE, TlsMode.VERIFY_FULL)) {
        ConnectionException failure = failure("localhost", listener.port(), tls, null);

        assertThat((Object) failure)
            .isInstanceOfAny(TransientConnectionException.class, DeadlineExceededException.class);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure.getMessage())
            .contains(
                switch (answer) {
                  case SILENCE -> "timeouts.connect";
                  case RESET -> "Connection reset";
                  case END, GARBAGE -> "The driver received an unexpected pre-login response";
                });
      }
    }
  }

  @Test
  void aRefusedConnectionAndAnUnknownHostSayWhichTheyAre() throws IOException {
    int free = PostgresServer.freePort();

    ConnectionException refused = failure("localhost", free, TlsMode.DISABLE, null);
    ConnectionException unknown = failure("nohost.invalid", 1433, TlsMode.DISABLE, null);

    assertThat((Object) refused).isInstanceOf(TransientConnectionException.class);
    assertThat(refused.getMessage())
        .contains("The server cannot be reached", "Connection refused")
        .doesNotContain("Verify the connection properties");
    assertThat((Object) unknown).isInstanceOf(TransientConnectionException.class);
    assertThat(unknown.getMessage()).contains("The server cannot be reached", "nohost.invalid");
    assertThat(List.of(refused.outcome(), unknown.outcome())).containsOnly(Outcome.NOT_SENT);
  }

  @Test
  void aWrongPasswordIsAuthenticationAndIsShownNowhere() {
    try (FakeSqlServer server = FakeSqlServer.start("app", "another", ONE)) {
      ConnectionException failure = failure("localhost", server.port(), TlsMode.DISABLE, null);

      assertThat((Object) failure).isInstanceOf(ConnectionAuthenticationException.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
      assertThat(failure.diagnosis().detail()).contains("18456");
      assertThat(failure + " " + failure.diagnosis()).doesNotContain("secret of app");
    }
  }

  @Test
  void aServerWithoutTlsIsRejectedWhereTlsIsWanted() {
    try (FakeSqlServer server = FakeSqlServer.start("app", "secret of app", ONE)) {
      ConnectionException failure = failure("localhost", server.port(), TlsMode.VERIFY_FULL, null);

      assertThat((Object) failure).isInstanceOf(PermanentConnectionException.class);
      assertThat(failure.getMessage())
          .contains("TLS is required (tls is VERIFY_FULL)", "does not support TLS");
      assertThat(server.logins()).isEmpty();
    }
  }

  @Test
  void aCertificateMustBeTrustedAndBeTheHosts() throws Exception {
    TestCertificate certificate = TestCertificate.forLoopback();
    TestCertificate other = TestCertificate.forLoopback();
    try (FakeSqlServer server =
        FakeSqlServer.start("app", "secret of app", ONE, certificate.server())) {
      int port = server.port();
      TlsMode verify = TlsMode.VERIFY_FULL;

      assertThat(failure("localhost", port, verify, null).getMessage())
          .contains("The server's certificate is not trusted", "rootCertificate is not set");
      assertThat(failure("localhost", port, verify, other.root()).getMessage())
          .contains("The server's certificate is not trusted");
      assertThat(failure("127.0.0.1", port, verify, certificate.root()).getMessage())
          .contains("The server's certificate is for another host than 127.0.0.1");
      assertThat(failure("localhost", port, verify, Path.of("pom.xml")).getMessage())
          .contains("A file with certificates cannot be used (rootCertificate is pom.xml)");
      assertThat(server.logins()).isEmpty();

      connect("localhost", port, verify, certificate.root());
      connect("127.0.0.1", port, TlsMode.REQUIRE, null);
      assertThat(server.logins()).isNotEmpty().allMatch(SqlServerLogin::encrypted);
    }
  }

  @Test
  void theServerIsToldWhoConnects() {
    try (FakeSqlServer server = FakeSqlServer.start("app", "secret of app", ONE)) {
      connect("localhost", server.port(), TlsMode.DISABLE, null);

      assertThat(server.logins())
          .allMatch(login -> login.applicationName().equals("orders-db"))
          .allMatch(login -> login.database().equals("orders"));
    }
  }

  private static void connect(String host, int port, TlsMode tls, @Nullable Path root) {
    try (SqlFixture fixture =
        SqlFixture.of(configuration(host, port, tls, root), "timeouts.connect", "5s")) {
      fixture.connection().connect();
    }
  }

  private static ConnectionException failure(
      String host, int port, TlsMode tls, @Nullable Path root) {
    try (SqlFixture fixture =
        SqlFixture.of(configuration(host, port, tls, root), "timeouts.connect", "5s")) {
      return catchThrowableOfType(ConnectionException.class, () -> fixture.connection().connect());
    }
  }

  private static MsSqlConfiguration configuration(
      String host, int port, TlsMode tls, @Nullable Path root) {
    return new MsSqlConfiguration(
        "jdbc:sqlserver://" + host + ":" + port + ";databaseName=orders",
        Optional.of("app"),
        Optional.of(Secret.of("${env:PASSWORD}", () -> "secret of app")),
        SqlPoolSettings.ofSize(1),
        false,
        Optional.empty(),
        Optional.of(tls),
        Optional.ofNullable(root),
        Map.of());
  }
}
