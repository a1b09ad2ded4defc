package dev.connections.sql.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PhysicalConnectionsTest {

  /** A server that is away until the test says otherwise. */
  private static final class Away implements SqlDialect {

    private final CountDownLatch tries = new CountDownLatch(2);
    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile boolean back;
    private volatile boolean hangs;

    @Override
    public Connection connect(Deadline deadline) throws SQLException {
      tries.countDown();
      if (hangs) {
        awaitAnswer();
      }
      if (Thread.currentThread().isInterrupted() || !back) {
        throw new SQLException("Connection refused", "08001");
      }
      return DriverManager.getConnection("jdbc:h2:mem:");
    }

    /** As a driver does that reads from a socket: an interrupt does not end it. */
    private void awaitAnswer() {
      try {
        while (!answers.await(1, TimeUnit.MINUTES)) {
          // on
        }
      } catch (InterruptedException ignored) {
        awaitAnswer();
      }
    }

    @Override
    public String address() {
      return "away";
    }

    @Override
    public List<SqlStateRule> rules() {
      return List.of();
    }

    @Override
    public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline) {}

    @Override
    public boolean takesWrites(Connection physical) {
      return true;
    }

    @Override
    public void isolate(Connection pooled, TransactionOptions.Isolation isolation) {}

    @Override
    public TransactionStatus transaction(Connection physical, boolean uncommitted) {
      return TransactionStatus.NONE;
    }
  }

  private final Away server = new Away();
  private final CountDownLatch failed = new CountDownLatch(1);
  private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();

  private PhysicalConnections connections() throws SQLException {
    PhysicalConnections connections =
        new PhysicalConnections(
            server,
            TimeSource.system(),
            Duration.ofSeconds(5),
            DriverManager.getConnection("jdbc:h2:mem:"));
    connections.getConnection().close(); // the first one, which was there already
    return connections;
  }

  /** As the pool's thread does: it tries, waits for long, and tries again for another caller. */
  private void tryTwice(PhysicalConnections connections) {
    try {
      connections.getConnection();
    } catch (SQLException rejected) {
      failed.countDown();
    }
    try {
      TimeUnit.HOURS.sleep(1);
    } catch (InterruptedException woken) {
      Thread.currentThread().interrupt();
    }
    try {
      connections.getConnection().close();
      outcome.set("connected");
    } catch (SQLException again) {
      outcome.set(again);
    }
  }

  @Test
  void whoWaitsAfterAFailureIsWokenOnceTheServerAnswers() throws Exception {
    PhysicalConnections connections = connections();
    Thread creator = TestThreads.thread("test", () -> tryTwice(connections));
    creator.start();
    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();

    server.back = true;
    assertThat(connections.hurry()).isTrue();

    creator.join(Duration.ofSeconds(10).toMillis());
    assertThat(outcome.get()).isEqualTo("connected");
  }

  @Test
  void nobodyIsInterruptedWhoDoesNotWait() throws Exception {
    PhysicalConnections connections = connections();
    assertThatThrownBy(connections::getConnection).hasMessage("Connection refused");
    server.back = true;
    connections.getConnection().close();

    assertThat(connections.hurry()).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void closingDoesNotWaitForADriverThatHangsWhileItConnects() throws Exception {
    PhysicalConnections connections = connections();
    server.hangs = true;
    long tries = server.tries.getCount();
    Thread creator = TestThreads.thread("test", () -> tryTwice(connections));
    creator.start();
    Await.until("it connects", () -> server.tries.getCount() < tries);

    connections.close();

    creator.join(Duration.ofSeconds(3).toMillis()); // the limit of a connect is longer
    assertThat(creator.isAlive()).isFalse();
    assertThat(outcome.get()).asString().contains("The pool is being closed");
    server.answers.countDown();
  }
}
