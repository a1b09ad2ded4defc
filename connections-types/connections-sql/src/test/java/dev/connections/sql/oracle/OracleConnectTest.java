package dev.connections.sql.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Secret;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.fixture.FakeListener;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a connect, with the real driver, before sockets that are no database. */
@Timeout(60)
class OracleConnectTest {

  @ParameterizedTest
  @CsvSource({
    "SILENCE, DISABLE,     timeouts.connect",
    "SILENCE, VERIFY_FULL, timeouts.connect",
    "RESET,   DISABLE,     Connection reset",
    "RESET,   VERIFY_FULL, Connection reset",
    "END,     DISABLE,     ORA-17800",
    "END,     VERIFY_FULL, Connection closed",
    "GARBAGE, DISABLE,     ORA-17904"
  })
  void whateverAnswersInPlaceOfAServerCostsTheConnectTimeoutAndNothingWasSent(
      FakeListener.Answer answer, TlsMode tls, String said) throws IOException {
    try (FakeListener listener = FakeListener.start(answer)) {
      ConnectionException failure = failure("localhost", listener.port(), tls, null);

      assertThat((Object) failure)
          .isInstanceOfAny(TransientConnectionException.class, DeadlineExceededException.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
      assertThat(failure.getMessage()).contains(said).doesNotContain("secret of app");
    }
  }

  @Test
  void aRefusedConnectionAndAnUnknownHostSayWhichTheyAre() throws IOException {
    int free = PostgresServer.freePort();

    ConnectionException refused = failure("localhost", free, TlsMode.DISABLE, null);
    ConnectionException unknown = failure("nohost.invalid", 1521, TlsMode.DISABLE, null);

    assertThat((Object) refused).isInstanceOf(TransientConnectionException.class);
    assertThat(refused.getMessage()).contains("The server cannot be reached, connection refused");
    assertThat((Object) unknown).isInstanceOf(TransientConnectionException.class);
    assertThat(unknown.getMessage()).contains("The server cannot be reached, unknown host");
    assertThat(List.of(refused.outcome(), unknown.outcome())).containsOnly(Outcome.NOT_SENT);
  }

  @ParameterizedTest
  @CsvSource({
    "12514, true,  The service is not known",
    "12505, false, The SID is not known",
    "12516, true,  The server has too many connections",
    "12520, true,  The server has too many connections",
    "12526, true,  The database is restricted now",
    "12528, true,  The database is not open yet"
  })
  void aListenersRejectionSaysWhy(int number, boolean passes, String problem) throws IOException {
    try (FakeListener listener = FakeListener.sending(Refusal.of(number), null)) {
      ConnectionException failure = failure("localhost", listener.port(), TlsMode.DISABLE, null);

      assertThat((Object) failure)
          .isInstanceOf(
              passes ? TransientConnectionException.class : PermanentConnectionException.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
      assertThat(failure.getMessage()).contains(problem, "ORA-" + number);
      assertThat(failure.diagnosis().detail()).contains(String.valueOf(number));
    }
  }

  @Test
  void theListenerIsToldWhoConnectsToWhat() throws IOException {
    try (FakeListener listener = FakeListener.sending(Refusal.of(12514), null)) {
      failure("localhost", listener.port(), TlsMode.DISABLE, null);

      assertThat(listener.received())
          .contains("(PROGRAM=orders-db)", "(SERVICE_NAME=orders)", "(PROTOCOL=tcp)")
          .doesNotContain("secret of app");
    }
  }

  @Test
  void aPeerThatDoesNotSpeakTlsIsRejectedWhereTlsIsWanted() throws IOException {
    try (FakeListener listener = FakeListener.start(FakeListener.Answer.GARBAGE)) {
      ConnectionException failure =
          failure("localhost", listener.port(), TlsMode.VERIFY_FULL, null);

      assertThat((Object) failure).isInstanceOf(PermanentConnectionException.class);
      assertThat(failure.getMessage())
          .contains("TLS is required (tls is VERIFY_FULL)", "does not support TLS");
      assertThat(listener.received()).doesNotContain("SERVICE_NAME");
    }
  }

  @Test
  void aCertificateMustBeTrustedAndBeTheHosts() throws Exception {
    TestCertificate certificate = TestCertificate.forLoopback();
    TestCertificate other = TestCertificate.forLoopback();
    try (FakeListener listener = FakeListener.sending(Refusal.of(12514), certificate.server())) {
      int port = listener.port();
      TlsMode verify = TlsMode.VERIFY_FULL;

      assertThat(failure("localhost", port, verify, null).getMessage())
          .contains("The server's certificate is not trusted", "rootCertificate is not set")
          .doesNotContain("REQUIRE");
      assertThat(failure("localhost", port, verify, other.root()).getMessage())
          .contains("The server's certificate is not trusted");
      assertThat(failure("127.0.0.1", port, verify, certificate.root()).getMessage())
          .contains("The server's certificate is for another host than 127.0.0.1")
          .doesNotContain("REQUIRE");
      assertThat(failure("localhost", port, verify, Path.of("pom.xml")).getMessage())
          .contains("A file with certificates cannot be used (rootCertificate is pom.xml)");
      assertThat(listener.received()).isEmpty();

      assertThat(failure("localhost", port, verify, certificate.root()).getMessage())
          .contains("ORA-12514");
      assertThat(listener.received()).contains("(PROTOCOL=tcps)");
    }
  }

  @Test
  void aCertificateThatHasExpiredSaysSo() throws Exception {
    TestCertificate expired = TestCertificate.expired();
    try (FakeListener listener =
        FakeListener.sending(Refusal.of(12514), withoutAuthority(expired))) {
      assertThat(
              failure("localhost", listener.port(), TlsMode.VERIFY_FULL, expired.root())
                  .getMessage())
          .contains("The server's certificate has expired");
      assertThat(listener.received()).isEmpty();
    }
  }

  /** The store has the authority's key too, which must not be what the server shows. */
  private static SSLContext withoutAuthority(TestCertificate certificate) throws Exception {
    char[] password = TestCertificate.STORE_PASSWORD.toCharArray();
    KeyStore keys = KeyStore.getInstance(certificate.store().toFile(), password);
    keys.deleteEntry("ca");
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static ConnectionException failure(
      String host, int port, TlsMode tls, @Nullable Path root) {
    OracleConfiguration configuration =
        new OracleConfiguration(
            "jdbc:oracle:thin:@//" + host + ":" + port + "/orders",
            "app",
            Secret.of("${env:PASSWORD}", () -> "secret of app"),
            SqlPoolSettings.ofSize(1),
            false,
            Optional.empty(),
            Optional.of(tls),
            Optional.ofNullable(root),
            Map.of());
    try (SqlFixture fixture = SqlFixture.of(configuration, "timeouts.connect", "5s")) {
      return catchThrowableOfType(ConnectionException.class, () -> fixture.connection().connect());
    }
  }
}
