package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.spi.FailureClassification;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.internal.failure.SqlStateFailures;
import dev.connections.sql.internal.failure.TimeLimitException;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Why no connection can be made is told, and not that a deadline has passed: HikariCP waits it out,
 * so a refused password took 5 s, and a server that was down was "too slow".
 */
@Tag("situation")
@Timeout(120)
class KnownReasonTest {

  private static final Operation READ =
      Operation.read("read").deadline(Duration.ofMillis(1_500)).maxAttempts(1);

  private @Nullable PostgresServer server;
  private @Nullable SqlFixture fixture;

  @AfterEach
  void stop() throws Exception {
    if (fixture != null) {
      fixture.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private SqlConnection open(int port) {
    SqlFixture opened =
        SqlFixture.of(
            SqlFixture.app(port, 2), "timeouts.acquire", "1500ms", "circuit.enabled", "false");
    fixture = opened;
    return opened.connection();
  }

  private static void read(Connection jdbc) throws SQLException {
    jdbc.createStatement().execute("SELECT 1");
  }

  @Test
  void aServerThatIsDownRefusesTheConnectionAndIsNotCalledSlow() throws Exception {
    PostgresServer started = PostgresServer.started();
    server = started;
    SqlConnection orders = open(started.port());
    orders.run(Operation.read("warm"), KnownReasonTest::read);
    started.stop();
    for (int lost = 0; lost < 2; lost++) { // until the pool has noticed that all are lost
      assertThat(catchThrowable(() -> orders.run(READ, KnownReasonTest::read)))
          .isInstanceOf(ConnectionException.class);
    }

    long begun = System.nanoTime();
    Throwable call = catchThrowable(() -> orders.run(READ, KnownReasonTest::read));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1_900));
    Throwable lease = catchThrowable(() -> orders.lease(READ).close());
    Throwable client = catchThrowable(() -> orders.client().getConnection().close());

    for (Throwable failure : List.of(call, lease)) {
      assertThat(failure)
          .isInstanceOf(TransientConnectionException.class)
          .hasMessageContainingAll("connection refused", "localhost:" + started.port());
      assertThat(((ConnectionException) failure).diagnosis().phase()).isEqualTo(Phase.CONNECT);
    }
    assertThat(client)
        .isInstanceOf(SQLException.class)
        .hasMessageContainingAll("connection refused", "localhost:" + started.port());
  }

  /**
   * An outsider's callers were told in 2 of 8 runs that 3 s had passed, and nothing of the refusal:
   * that hung on how much was left when the pool was looked at for the last time.
   */
  @Test
  void theReasonIsToldHoweverMuchTimeIsLeftAtTheLastLook() throws Exception {
    PostgresServer started = PostgresServer.started();
    server = started;
    SqlConnection orders = open(started.port());
    orders.run(Operation.read("warm"), KnownReasonTest::read);
    started.stop();
    for (int lost = 0; lost < 2; lost++) { // until the pool has noticed that all are lost
      assertThat(catchThrowable(() -> orders.run(READ, KnownReasonTest::read)))
          .isInstanceOf(ConnectionException.class);
    }

    for (int millis = 250; millis <= 350; millis += 7) {
      Operation hurried = READ.deadline(Duration.ofMillis(millis));
      Throwable failure = catchThrowable(() -> orders.run(hurried, KnownReasonTest::read));
      Throwable twice =
          catchThrowable(() -> orders.run(hurried.maxAttempts(9), KnownReasonTest::read));

      assertThat(failure)
          .as("within %d ms", millis)
          .isInstanceOf(TransientConnectionException.class)
          .hasMessageContaining("connection refused");
      assertThat(twice)
          .as("within %d ms, with retries", millis)
          .isInstanceOf(TransientConnectionException.class)
          .hasMessageContaining("connection refused");
    }
  }

  @Test
  void nothingThatListensIsToldAtTheFirstUse() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    SqlConnection orders = open(port);

    Throwable failure = catchThrowable(() -> orders.run(READ, KnownReasonTest::read));

    assertThat(failure)
        .isInstanceOf(TransientConnectionException.class)
        .hasMessageContainingAll("connection refused", "localhost:" + port);
    assertThat(((ConnectionException) failure).diagnosis().phase()).isEqualTo(Phase.CONNECT);
  }

  @Test
  void aServerThatAcceptsAndNeverAnswersHasTimedOutInTheLog() throws Exception {
    int logged = LogFile.read().length();
    try (ServerSocket silent = new ServerSocket(0)) {
      SqlFixture opened =
          SqlFixture.of(SqlFixture.app(silent.getLocalPort(), 2), "timeouts.connect", "500ms");
      fixture = opened;

      assertThat(catchThrowable(() -> opened.connection().run(READ, KnownReasonTest::read)))
          .isInstanceOf(TransientConnectionException.class)
          .hasMessageContaining("timeouts.connect");
      Await.until(
          "the log to say so",
          () -> LogFile.read().substring(logged).contains("orders-db: DOWN: timed out: "));
      assertThat(LogFile.read().substring(logged)).doesNotContain("was interrupted");
    }
  }

  /** Whichever was first, the driver's loginTimeout or ours: it was the same limit. */
  @Test
  void theDriversOwnTimeOutIsToldAsTheLimitThatHasPassed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      SQLException own =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  DriverManager.getConnection(
                      PostgresServer.url(silent.getLocalPort()) + "?loginTimeout=0.2&user=app"));
      SQLException passed = TimeLimitException.connect(Duration.ofMillis(200), own);

      FailureClassification told =
          new SqlStateFailures(PostgreSqlStates.RULES, new PostgreSqlErrors())
              .classify(passed, Phase.CONNECT);

      assertThat(Objects.requireNonNull(told).problem()).contains("timeouts.connect");
    }
  }

  /** Servers lock accounts, so the number of logins is limited: LoginGateTest. */
  @Test
  void aPasswordThatIsRefusedIsToldAtOnceToWhoNeedsANewConnection() throws Exception {
    PostgresServer started = PostgresServer.started();
    server = started;
    SqlConnection orders = open(started.port());
    orders.run(Operation.read("warm"), KnownReasonTest::read);
    started.asSuperuser("ALTER ROLE app PASSWORD 'another-one'");
    started.asSuperuser(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'");
    Await.until(
        "the refusal to be known",
        () ->
            catchThrowable(() -> orders.run(READ, KnownReasonTest::read))
                instanceof ConnectionAuthenticationException);

    for (int call = 0; call < 3; call++) {
      long begun = System.nanoTime();
      Throwable failure = catchThrowable(() -> orders.run(READ, KnownReasonTest::read));
      assertThat(failure).isInstanceOf(ConnectionAuthenticationException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
    }
  }

  @Test
  void hostAndCertificateAreNamedInWordsThatOneSearchesFor() {
    SqlStateFailures failures =
        new SqlStateFailures(
            PostgreSqlStates.RULES, new PostgreSqlErrors(), "jdbc:postgresql://db.invalid/orders");
    SQLException unknown =
        new SQLException(
            "The connection attempt failed.", "08001", new UnknownHostException("db.invalid"));
    Exception expired =
        new CertPathValidatorException(
            "validity check failed", new CertificateExpiredException("NotAfter: yesterday"));
    SQLException certificate =
        new SQLException(
            "SSL error", "08006", new SSLHandshakeException("handshake failed").initCause(expired));

    assertThat(Objects.requireNonNull(failures.classify(unknown, Phase.CONNECT)).problem())
        .contains("unknown host", "db.invalid");
    assertThat(Objects.requireNonNull(failures.classify(certificate, Phase.CONNECT)).problem())
        .contains("certificate has expired");
  }
}
