package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connections.Operation;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Advisory locks on a real server. */
@Tag("situation")
@Timeout(60)
class AdvisoryLockTest {

  private static final Operation NIGHTLY =
      Operation.nonIdempotent("nightly").deadline(Duration.ofSeconds(20));
  private static final Operation BRIEF = NIGHTLY.deadline(Duration.ofMillis(700));
  private static final long KEY = AdvisoryLock.key("nightly");
  private static final String HOLDS =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted";
  private static final String WAITS =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

  private final ExecutorService threads = TestThreads.pool();
  private PostgresServer server;
  private FaultProxy proxy;
  private SqlFixture one;
  private SqlFixture two;
  private PostgreSqlConnection first;
  private PostgreSqlConnection second;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    proxy = FaultProxy.to("localhost", server.port());
    one = SqlFixture.of(SqlFixture.app(proxy.port(), 2), "timeouts.drain", "1s");
    two = SqlFixture.of(SqlFixture.app(server.port(), 2));
    first = (PostgreSqlConnection) one.connection();
    second = (PostgreSqlConnection) two.connection();
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    if (two != null) {
      one.close();
      two.close();
      proxy.close();
    }
  }

  private void killHolders() throws Exception {
    server.asSuperuser(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'");
  }

  @Test
  void onlyOneHoldsALockAndTheNextHasItWhenItIsClosed() {
    try (AdvisoryLock lock = first.tryAdvisoryLock(NIGHTLY, KEY).orElseThrow()) {
      assertThat(lock.isHeld()).isTrue();
      assertThat(lock.key()).isEqualTo(KEY);
      assertThat(second.tryAdvisoryLock(NIGHTLY, KEY)).isEmpty();
      assertThat(first.tryAdvisoryLock(NIGHTLY, KEY)).isEmpty();
      second.tryAdvisoryLock(NIGHTLY, KEY + 1).orElseThrow().close();
    }
    for (int round = 0; round < 20; round++) {
      second.tryAdvisoryLock(NIGHTLY, KEY).orElseThrow().close();
      first.tryAdvisoryLock(NIGHTLY, KEY).orElseThrow().close();
    }
  }

  @Test
  void whoWaitsGetsItAsSoonAsItIsFree() throws Exception {
    AdvisoryLock lock = first.advisoryLock(NIGHTLY, KEY);
    Future<AdvisoryLock> next = threads.submit(() -> second.advisoryLock(NIGHTLY, KEY));
    Await.until("it waits", () -> !server.ask(WAITS).equals("0"));
    assertThat(next.isDone()).isFalse();
    lock.close();
    try (AdvisoryLock got = next.get()) {
      assertThat(got.isHeld()).isTrue();
    }
    assertThat(lock.isHeld()).isFalse();
    assertThat(server.ask(HOLDS)).isEqualTo("0");
  }

  @Test
  void whoWaitsInVainIsToldAtTheDeadline() {
    try (AdvisoryLock lock = first.advisoryLock(NIGHTLY, KEY)) {
      assertThatExceptionOfType(AcquireTimeoutException.class)
          .isThrownBy(() -> second.advisoryLock(BRIEF, KEY))
          .withMessageContaining(KEY + " was not available within 700 ms");
      assertThat(lock.isHeld()).isTrue();
    }
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    try (AdvisoryLock lock = first.advisoryLock(NIGHTLY, KEY)) {
      AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
      Thread waiting =
          TestThreads.thread(
              "waits",
              () -> {
                try {
                  second.advisoryLock(NIGHTLY, KEY).close();
                } catch (RuntimeException failure) {
                  thrown.set(failure);
                }
              });
      waiting.start();
      Await.until("it waits", () -> !server.ask(WAITS).equals("0"));
      waiting.interrupt();
      waiting.join();
      assertThat(thrown.get()).isInstanceOf(ConnectionInterruptedException.class);
      assertThat(lock.isHeld()).isTrue();
    }
  }

  @Test
  void aLockWhoseSessionIsKilledSaysThatItIsLost() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    int logged = LogFile.read().length();
    AdvisoryLock lock = first.advisoryLock(NIGHTLY, KEY);
    lock.onLost(() -> told.add("lost"));
    lock.onLost(
        () -> {
          throw new IllegalStateException("its own");
        });
    killHolders();
    Await.until("it is noticed", () -> !lock.isHeld());
    Await.until("who asked for it is told", () -> told.equals(List.of("lost")));
    assertThat(LogFile.read().substring(logged))
        .contains("the advisory lock " + KEY + " was lost with its session")
        .contains("An administrator ended the session")
        .doesNotContain("outcome-unknown", "declare the operation idempotent");
    lock.onLost(() -> told.add("later"));
    Await.until("who asks later too", () -> told.equals(List.of("lost", "later")));

    try (AdvisoryLock next = second.tryAdvisoryLock(NIGHTLY, KEY).orElseThrow()) {
      lock.close();
      assertThat(next.isHeld()).isTrue();
    }
    first.tryAdvisoryLock(NIGHTLY, KEY).orElseThrow().close();
  }

  @Test
  void aNetworkThatFallsSilentIsALossToo() throws Exception {
    AtomicInteger told = new AtomicInteger();
    AdvisoryLock lock = first.advisoryLock(NIGHTLY, KEY);
    lock.onLost(told::incrementAndGet);
    proxy.dropReplies();
    Await.until("it is noticed", () -> !lock.isHeld());
    Await.until("and told", () -> told.get() == 1);
    proxy.heal();
  }

  @Test
  void aLockThatIsClosedIsNotLost() throws Exception {
    AtomicInteger told = new AtomicInteger();
    AdvisoryLock lock = first.advisoryLock(NIGHTLY, KEY);
    lock.onLost(told::incrementAndGet);
    lock.close();
    lock.close();
    assertThat(lock.isHeld()).isFalse();
    assertThat(told).hasValue(0);
    assertThat(server.ask(HOLDS)).isEqualTo("0");
  }

  @Test
  void heldLocksTakeNoPlaceOfThePool() {
    try (AdvisoryLock one = first.advisoryLock(NIGHTLY, 1);
        AdvisoryLock two = first.advisoryLock(NIGHTLY, 2)) {
      first.runInTransaction(NIGHTLY, jdbc -> assertThat(number(jdbc, "SELECT 1")).isEqualTo(1));
      assertThat(one.isHeld() && two.isHeld()).isTrue();
      assertThatExceptionOfType(AcquireTimeoutException.class)
          .isThrownBy(() -> first.tryAdvisoryLock(BRIEF, 3))
          .withMessageContaining("dedicated pool 'sessions' larger with pool.maxSize");
    }
  }

  @Test
  void closingTheConnectionLosesTheLock() {
    AdvisoryLock lock = first.advisoryLock(NIGHTLY, KEY);
    one.close(Duration.ofSeconds(5));
    Await.until("it is noticed", () -> !lock.isHeld());
    Await.until(
        "the server gives it to another one",
        () -> {
          Optional<AdvisoryLock> next = second.tryAdvisoryLock(NIGHTLY, KEY);
          next.ifPresent(AdvisoryLock::close);
          return next.isPresent();
        });
  }

  @Test
  void aNameAlwaysGivesTheSameKey() {
    assertThat(AdvisoryLock.key("nightly"))
        .isEqualTo(KEY)
        .isNotEqualTo(AdvisoryLock.key("Nightly"));
    assertThat(AdvisoryLock.key("a")).isEqualTo(-3848465438864589366L);
  }
}
