package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.SubscriptionState;
import dev.connections.sql.SqlStatements;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.postgresql.MissedNotifications.Reason;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LISTEN and NOTIFY on a real server. */
@Tag("situation")
@Timeout(60)
class NotificationsTest {

  private static final Operation SEND = Operation.nonIdempotent("send");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String LISTENING =
      "application_name = 'orders-db' AND query ~ '^(LISTEN|SELECT 1)'";

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<MissedNotifications> missed = new CopyOnWriteArrayList<>();

  private PostgresServer server;
  private FaultProxy proxy;
  private SqlFixture fixture;
  private PostgreSqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    proxy = FaultProxy.to("localhost", server.port());
    fixture = SqlFixture.of(SqlFixture.app(proxy.port(), 2));
    orders = (PostgreSqlConnection) fixture.connection();
  }

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
      proxy.close();
    }
  }

  private ManagedSubscription listen(String channel) {
    ManagedSubscription subscription =
        orders.listen(
            channel,
            notification -> heard.add(notification.channel() + "=" + notification.payload()),
            missed::add);
    subscription.awaitActive(SOON);
    return subscription;
  }

  private void send(String channel, String payload) {
    orders.runInTransaction(
        SEND,
        jdbc ->
            SqlStatements.query(
                jdbc, "select pg_notify(?, ?)", row -> row.getString(1), channel, payload));
  }

  private void killListeners() throws Exception {
    server.asSuperuser(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE " + LISTENING);
  }

  @Test
  void whatIsSentIsHeardInItsOrderAndTakesNoPlaceOfThePool() throws Exception {
    try (ManagedSubscription subscription = listen("order_changed")) {
      for (int i = 1; i <= 100; i++) {
        send("order_changed", "" + i);
      }
      Await.until("all are heard", () -> heard.size() == 100);

      assertThat(heard).startsWith("order_changed=1").endsWith("order_changed=100");
      assertThat(missed).isEmpty();
      assertThat(orders.snapshot().operations().inFlight()).isZero();
      assertThat(subscription.snapshot().handled()).isEqualTo(100);
    }
  }

  @Test
  void oneSubscriptionMayHaveSeveralChannelsOfAnyName() throws Exception {
    List<String> names = List.of("a", "Ä \"quoted\"; DROP TABLE x", "x".repeat(63));
    try (ManagedSubscription subscription =
        orders.listen(names, each -> heard.add(each.channel()), missed::add)) {
      subscription.awaitActive(SOON);
      names.forEach(name -> send(name, ""));
      Await.until("all are heard", () -> heard.size() == 3);
      assertThat(heard).containsExactlyElementsOf(names);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\0b", "0123456789012345678901234567890123456789012345678901234567890123"})
  void whatIsNoNameIsRejected(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders.listen(name, each -> {}, each -> {}))
        .withMessageContaining("The name of a channel must");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders.listen(List.of(), each -> {}, each -> {}))
        .withMessageContaining("at least one channel");
  }

  @Test
  void aSessionThatIsKilledIsReplacedAndTheListenerIsToldWhatItMayHaveMissed() throws Exception {
    try (ManagedSubscription subscription = listen("order_changed")) {
      send("order_changed", "before");
      Await.until("it is heard", () -> heard.size() == 1);

      killListeners();
      Await.until("the listener is told", () -> missed.size() == 1);
      send("order_changed", "after");
      Await.until("it is heard", () -> heard.size() == 2);

      assertThat(heard).containsExactly("order_changed=before", "order_changed=after");
      assertThat(missed.get(0).reason()).isEqualTo(Reason.NOT_CONNECTED);
      assertThat(missed.get(0).from()).isBefore(missed.get(0).until());
      assertThat(subscription.snapshot().openings()).isEqualTo(2);
    }
  }

  @Test
  void aNetworkThatIsCutIsTheSame() throws Exception {
    try (ManagedSubscription subscription = listen("order_changed")) {
      proxy.refuseConnections();
      proxy.reset();
      Await.until("it is gone", () -> subscription.state() == SubscriptionState.RECONNECTING);
      server.asSuperuser("SELECT pg_notify('order_changed', 'nobody hears it')");
      proxy.heal();
      Await.until("the listener is told", () -> missed.size() == 1);
      send("order_changed", "after");
      Await.until("it is heard", () -> heard.size() == 1);
      assertThat(heard).containsExactly("order_changed=after");
    }
  }

  @Test
  void aListenerThatThrowsHearsTheNext() throws Exception {
    try (ManagedSubscription subscription =
        orders.listen(
            "order_changed",
            each -> {
              heard.add(each.payload());
              throw new IllegalStateException("its own");
            },
            missed::add)) {
      subscription.awaitActive(SOON);
      send("order_changed", "1");
      send("order_changed", "2");
      Await.until("both are heard", () -> subscription.snapshot().failed() == 2);
      assertThat(heard).containsExactly("1", "2");
      assertThat(subscription.state()).isEqualTo(SubscriptionState.ACTIVE);
    }
  }

  @Test
  void aListenerThatIsTooSlowIsToldThatItHasMissedSomething() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (ManagedSubscription subscription =
        orders.listen(
            "order_changed",
            each -> {
              heard.add(each.payload());
              try {
                assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
            },
            missed::add)) {
      subscription.awaitActive(SOON);
      orders.runInTransaction(
          SEND,
          jdbc ->
              SqlStatements.query(
                  jdbc,
                  "select pg_notify('order_changed', n::text) from generate_series(1, 3000) n",
                  row -> row.getString(1)));
      Await.until("some do not fit", () -> subscription.snapshot().rejected() > 0);
      assertThat(missed).isEmpty();
      goOn.countDown();
      Await.until("the listener is told", () -> !missed.isEmpty());

      assertThat(missed.get(0).reason()).isEqualTo(Reason.LISTENER_TOO_SLOW);
      send("order_changed", "last");
      Await.until("what comes later is heard", () -> heard.contains("last"));
      assertThat(heard).hasSizeLessThan(3001).startsWith("1", "2", "3");
    }
  }

  @Test
  void afterItWasClosedNothingIsHeardAndNoSessionIsLeft() throws Exception {
    ManagedSubscription subscription = listen("order_changed");
    assertThat(server.sessions("orders-db", "query LIKE 'LISTEN%'")).isEqualTo(1);
    subscription.close();
    Await.until(
        "its session ends", () -> server.sessions("orders-db", "query LIKE 'LISTEN%'") == 0);
    send("order_changed", "1");
    assertThat(heard).isEmpty();
    assertThat(missed).isEmpty();
    assertThat(subscription.state()).isEqualTo(SubscriptionState.CLOSED);
  }

  @Test
  void closingTheConnectionClosesIt() throws Exception {
    ManagedSubscription subscription = listen("order_changed");
    assertThat(fixture.close(Duration.ofSeconds(10)).problem()).isNull();
    assertThat(subscription.state()).isEqualTo(SubscriptionState.CLOSED);
    Await.until("all sessions end", () -> server.sessions("orders-db", "true") == 0);
  }

  @Test
  void behindAPoolerForTransactionsItIsRejectedWithWhatToDo() {
    PostgreSqlConfiguration direct = SqlFixture.app(server.port(), 1);
    try (SqlFixture pooled =
        SqlFixture.of(
            new PostgreSqlConfiguration(
                direct.url(),
                direct.username(),
                direct.password(),
                direct.pool(),
                direct.readOnly(),
                direct.schema(),
                direct.applicationName(),
                direct.tls(),
                direct.rootCertificate(),
                direct.statementTimeout(),
                Optional.of(PoolerMode.TRANSACTION),
                direct.options()))) {
      PostgreSqlConnection connection = (PostgreSqlConnection) pooled.connection();
      ManagedSubscription subscription = connection.listen("a", each -> {}, each -> {});
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> subscription.awaitActive(SOON))
          .withMessageContaining("pooler TRANSACTION");
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> connection.tryAdvisoryLock(SEND, 1))
          .withMessageContaining("pg_advisory_xact_lock");
      assertThat(connection.<Integer>execute(jdbc -> number(jdbc, "SELECT 1"))).isEqualTo(1);
    }
  }
}
