package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.spi.uses.OpenSubscription;
import dev.connections.spi.uses.SubscriptionScope;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.postgresql.MissedNotifications.Reason;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader notices of a server that says nothing, without the times of a real connection. */
@Tag("situation")
@Timeout(60)
class NotificationReaderTest {

  private static final TimeSource TIME = TimeSource.system();
  private static final Deadline SOON = Deadline.after(Duration.ofSeconds(10), TIME);

  /** Handles at once what is delivered, unless it is full. */
  private static final class Scope implements SubscriptionScope {

    final List<Throwable> losses = new CopyOnWriteArrayList<>();
    final AtomicInteger rejected = new AtomicInteger();
    volatile boolean full;

    @Override
    public boolean deliver(Runnable handling) {
      if (full) {
        rejected.incrementAndGet();
        return false;
      }
      handling.run();
      return true;
    }

    @Override
    public void lost(Throwable cause) {
      losses.add(cause);
    }
  }

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<MissedNotifications> missed = new CopyOnWriteArrayList<>();
  private final NotificationSource source =
      new NotificationSource(
          List.of("quiet"),
          each -> heard.add(each.payload()),
          missed::add,
          Duration.ofMillis(100),
          TIME);

  private OpenSubscription open(int port, Scope scope) throws SQLException {
    return source.open(
        PostgreSqlFixture.dialect("orders-db", SqlFixture.app(port, 1)).connect(SOON), scope, SOON);
  }

  @Test
  void aNetworkThatFallsSilentIsNoticedAndWhatWasMissedBeginsWithTheLastAnswer() throws Exception {
    PostgresServer server = PostgresServer.shared();
    Scope first = new Scope();
    try (FaultProxy proxy = FaultProxy.to("localhost", server.port())) {
      OpenSubscription open = open(proxy.port(), first);
      long opened = proxy.statistics().replyBytes();
      Await.until("it has asked", () -> proxy.statistics().replyBytes() > opened + 100);
      Instant alive = TIME.now();
      proxy.dropReplies();
      Await.until("it is noticed", () -> !first.losses.isEmpty());
      open.abort();
      open.close();

      OpenSubscription again = open(server.port(), new Scope());
      Await.until("it is told", () -> missed.size() == 1);
      assertThat(missed.get(0).reason()).isEqualTo(Reason.NOT_CONNECTED);
      assertThat(missed.get(0).from())
          .isBetween(alive.minus(Duration.ofSeconds(2)), alive.plus(Duration.ofSeconds(2)));
      again.close();
    }
  }

  @Test
  void whatCouldNotBeHandedOnIsToldAsSoonAsThereIsRoomAlthoughNothingElseArrives()
      throws Exception {
    PostgresServer server = PostgresServer.shared();
    Scope scope = new Scope();
    OpenSubscription open = open(server.port(), scope);
    scope.full = true;
    server.asSuperuser("NOTIFY quiet, 'lost'");
    Await.until("it has arrived, and its loss could not be told", () -> scope.rejected.get() > 1);
    scope.full = false;
    Await.until("it is told", () -> missed.size() == 1);
    server.asSuperuser("NOTIFY quiet, 'heard'");
    Await.until("the next is heard", () -> heard.equals(List.of("heard")));
    assertThat(missed.get(0).reason()).isEqualTo(Reason.LISTENER_TOO_SLOW);
    assertThat(scope.losses).isEmpty();
    open.close();
  }
}
