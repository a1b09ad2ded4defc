package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.testing.VirtualTime;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HikariCP#1442: a changed password was tried 13 times in 3 s. */
@Timeout(30)
class LoginGateTest {

  private static final int PASSWORD = 1;
  private static final int OTHER_PASSWORD = 2;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final VirtualTime time = new VirtualTime();
  private final LoginGate gate = new LoginGate(time);
  private final AtomicInteger reachedTheServer = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ExecutorService threads = TestThreads.pool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private String rejected() throws SQLException {
    reachedTheServer.incrementAndGet();
    throw new SQLException("password authentication failed", "28P01");
  }

  private String accepted() {
    reachedTheServer.incrementAndGet();
    return "connection";
  }

  private void tryRefused(int password) {
    assertThatThrownBy(() -> gate.login(password, LIMIT, this::rejected))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void refusedCredentialsReachTheServerThreeTimesInFiveSeconds() {
    for (int i = 0; i < 10; i++) {
      tryRefused(PASSWORD);
    }
    assertThat(reachedTheServer).hasValue(LoginGate.LOGINS);

    time.advance(LoginGate.SPAN);
    for (int i = 0; i < 10; i++) {
      tryRefused(PASSWORD);
    }
    assertThat(reachedTheServer).hasValue(2 * LoginGate.LOGINS);
  }

  @Test
  void aLoginThatIsNotTriedSaysWhatTheServerSaid() {
    for (int i = 0; i < LoginGate.LOGINS; i++) {
      tryRefused(PASSWORD);
    }
    assertThatThrownBy(() -> gate.login(PASSWORD, LIMIT, this::accepted))
        .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
        .hasMessage(
            "password authentication failed (login attempts are paused: 3 logins in 5 s were rejected)")
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo("28P01");
  }

  /** All that begin before the first answer is there: nobody knows yet that it will be a no. */
  @Test
  void aBurstOfFirstLoginsWithCredentialsThatAreRefusedReachesTheServerThreeTimes()
      throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    List<Future<?>> logins = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      logins.add(
          threads.submit(() -> gate.login(PASSWORD, LIMIT, () -> after(answer, this::rejected))));
    }
    Await.until("three logins", () -> waiting.get() == LoginGate.LOGINS);
    answer.countDown();

    for (Future<?> login : logins) {
      assertThatThrownBy(login::get).hasMessageContaining("password authentication failed");
    }
    assertThat(reachedTheServer).hasValue(LoginGate.LOGINS);
  }

  @Test
  void aBurstOfFirstLoginsWithGoodCredentialsAllSucceed() throws Exception {
    List<Future<String>> logins = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      logins.add(threads.submit(() -> gate.login(PASSWORD, LIMIT, this::accepted)));
    }
    for (Future<String> login : logins) {
      assertThat(login.get()).isEqualTo("connection");
    }
  }

  @Test
  void aLoginBehindOthersThatAreNotAnsweredGivesUpAtItsLimit() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    for (int i = 0; i < LoginGate.LOGINS; i++) {
      threads.submit(() -> gate.login(PASSWORD, LIMIT, () -> after(answer, this::accepted)));
    }
    Await.until("three logins", () -> waiting.get() == LoginGate.LOGINS);

    assertThatThrownBy(() -> gate.login(PASSWORD, Duration.ofMillis(20), this::accepted))
        .hasMessage("Could not log in: 3 other logins were not answered in 20 ms");
    assertThat(gate.login(OTHER_PASSWORD, LIMIT, this::accepted)).isEqualTo("connection");
    answer.countDown();
  }

  @Test
  void otherCredentialsAreTriedAtOnce() throws Exception {
    for (int i = 0; i < LoginGate.LOGINS; i++) {
      tryRefused(PASSWORD);
    }
    assertThat(gate.login(OTHER_PASSWORD, LIMIT, this::accepted)).isEqualTo("connection");
  }

  @Test
  void anAcceptedLoginEndsTheCount() throws Exception {
    tryRefused(PASSWORD);
    tryRefused(PASSWORD);
    gate.login(PASSWORD, LIMIT, this::accepted);
    tryRefused(PASSWORD);
    tryRefused(PASSWORD);
    assertThat(reachedTheServer).hasValue(5);
  }

  /** A server that is away locks no account. */
  @Test
  void aServerThatDoesNotAnswerIsTriedAsOftenAsOneLikes() {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(
              () ->
                  gate.login(
                      PASSWORD,
                      LIMIT,
                      () -> {
                        reachedTheServer.incrementAndGet();
                        throw new SQLException("Connection refused", "08001");
                      }))
          .hasMessage("Connection refused");
    }
    assertThat(reachedTheServer).hasValue(10);
  }

  /** The server answers only then. */
  private String after(CountDownLatch answer, LoginGate.Login<String> login) throws SQLException {
    waiting.incrementAndGet();
    try {
      answer.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return login.now();
  }
}
