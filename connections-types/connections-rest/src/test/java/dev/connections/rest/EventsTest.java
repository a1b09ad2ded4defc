package dev.connections.rest;

import static dev.connections.rest.EventServer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ManagedSubscription;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.SubscriptionState;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.rest.events.EventStreamOptions;
import dev.connections.rest.events.ServerSentEvent;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of events from a real socket. */
@Timeout(60)
class EventsTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final RestRequest FEED = RestRequest.get("/feed");

  private final EventServer server = new EventServer();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    server.close();
  }

  private RestConnection connectTo(int port, String... settings) {
    ConnectionProvider provider = ShopProvider.open(port, settings);
    opened.add(() -> provider.close(Duration.ofSeconds(2)));
    return provider.get("shop", RestConnection.class);
  }

  private RestConnection shop() {
    return connectTo(server.port(), "");
  }

  private void hear(ServerSentEvent event) {
    heard.add(event.id() + "/" + event.type() + "/" + event.data());
  }

  private void awaitHeard(String... events) {
    Await.until(
        "heard " + List.of(events) + " but was " + heard, () -> heard.size() >= events.length);
    assertThat(heard).containsExactly(events);
  }

  @Test
  void eventsAreHeardInTheirOrderAndTakeNoPermit() throws Exception {
    RestConnection shop = shop();
    try (ManagedSubscription feed = shop.events("feed", FEED.query("of", "graz"), this::hear)) {
      feed.awaitActive(SOON);
      Socket stream = server.stream();
      send(stream, "data: a\n\n: heartbeat\n\nid: 7\nevent: add\ndata: b\n\n");
      awaitHeard("/message/a", "7/add/b");

      assertThat(shop.snapshot().operations().inFlight()).isZero();
      assertThat(server.seen().get(0))
          .startsWith("GET /api/feed?of=graz ")
          .contains("Accept: text/event-stream")
          .contains("Cache-Control: no-store")
          .doesNotContain("Last-Event-ID");
      assertThat(feed.snapshot().handled()).isEqualTo(2);
    }
    Await.until("the server sees the end", () -> shop.snapshot().subscriptions().isEmpty());
  }

  @Test
  void aStreamThatEndsIsReopenedAfterTheLastEventThatWasReceived() throws Exception {
    RestConnection shop = shop();
    try (ManagedSubscription feed =
        shop.events("feed", FEED.header("Last-Event-ID", "40"), this::hear)) {
      Socket first = server.stream();
      send(first, "id: 41\ndata: a\n\nid: 42\ndata: not complete\n");
      awaitHeard("41/message/a");
      first.close();
      Socket second = server.stream();
      send(second, "data: b\n\n");
      awaitHeard("41/message/a", "41/message/b");

      assertThat(server.seen().get(0)).contains("Last-Event-ID: 40\r\n");
      assertThat(server.seen().get(1)).contains("Last-Event-ID: 41\r\n");
      assertThat(feed.snapshot().openings()).isEqualTo(2);
    }
  }

  @Test
  void theServerSaysHowLongItWantsToBeLeftAlone() throws Exception {
    try (ManagedSubscription feed = shop().events("feed", FEED, this::hear)) {
      feed.awaitActive(SOON);
      Socket first = server.stream();
      send(first, "retry: 2500\ndata: a\n\n");
      awaitHeard("/message/a");
      long ended = System.nanoTime();
      first.close();
      server.stream().close();

      assertThat(Duration.ofNanos(System.nanoTime() - ended))
          .isGreaterThanOrEqualTo(Duration.ofMillis(2500));
    }
  }

  @Test
  void aStreamThatIsSilentIsReopened() throws Exception {
    RestConnection shop = shop();
    EventStreamOptions impatient = EventStreamOptions.DEFAULT.withIdle(Duration.ofMillis(300));
    try (ManagedSubscription feed = shop.events("feed", FEED, impatient, this::hear)) {
      server.stream();
      Socket second = server.stream();
      send(second, "data: b\n\n");
      awaitHeard("/message/b");
      Await.until("reopened", () -> feed.snapshot().openings() >= 2);
    }
  }

  @Test
  void aServerThatHasNoMoreEventsIsNotAskedAgain() throws Exception {
    RestConnection shop = shop();
    ManagedSubscription feed = shop.events("feed", FEED, this::hear);
    Socket first = server.stream();
    send(first, "data: a\n\n");
    awaitHeard("/message/a");
    server.answer = "HTTP/1.1 204 No Content\r\n\r\n";
    first.close();

    Await.until("it is over", () -> feed.state() == SubscriptionState.CLOSED);
    assertThat(server.seen()).hasSize(2);
    assertThat(shop.snapshot().subscriptions()).isEmpty();
  }

  private PermanentConnectionException notOpened(ManagedSubscription feed) {
    PermanentConnectionException failure =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            PermanentConnectionException.class, () -> feed.awaitActive(SOON));
    assertThat(feed.state()).isEqualTo(SubscriptionState.FAILED);
    assertThat(server.seen()).hasSize(1);
    return java.util.Objects.requireNonNull(failure);
  }

  @Test
  void aServerThatHasNoEventsAtAllSaysSo() {
    server.answer = "HTTP/1.1 204 No Content\r\n\r\n";
    assertThat(notOpened(shop().events("feed", FEED, this::hear)))
        .hasMessageContaining("answered with 204: the server has no more events");
  }

  @Test
  void whatIsNoEventStreamIsAPermanentFailure() {
    server.answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 2\r\n\r\nhi";
    assertThat(notOpened(shop().events("feed", FEED, this::hear)))
        .hasMessageContaining("GET http://127.0.0.1:" + server.port() + "/api/feed")
        .hasMessageContaining("media type text/html; charset=utf-8, which is no event stream");
  }

  @Test
  void aMissingStreamIsAPermanentFailureAtFirst() {
    server.answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    assertThat(notOpened(shop().events("feed", FEED, this::hear)))
        .hasMessageContaining("was answered with 404");
  }

  @Test
  void rejectedCredentialsAreToldInSnapshotAndHealth() {
    server.answer = "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n";
    RestConnection shop = shop();
    try (ManagedSubscription feed = shop.events("feed", FEED, this::hear)) {
      Await.until(
          "it is told",
          () -> String.valueOf(feed.snapshot().problem()).contains("was answered with 401"));
      assertThat(feed.state()).isEqualTo(SubscriptionState.OPENING);
      Await.until("health knows", () -> shop.health().status() == HealthStatus.DEGRADED);
    }
  }

  @Test
  void aStreamThatIsMissingLaterIsAskedForAgain() throws Exception {
    try (ManagedSubscription feed = shop().events("feed", FEED, this::hear)) {
      Socket first = server.stream();
      feed.awaitActive(SOON);
      server.answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
      first.close();
      Await.until("it is told", () -> String.valueOf(feed.snapshot().problem()).contains("404"));
      server.answer = EventServer.EVENTS;
      send(server.stream(), "data: b\n\n");
      awaitHeard("/message/b");
    }
  }

  @Test
  void aSlowHandlerMakesTheServerWaitAndLosesNothing() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    EventStreamOptions small = EventStreamOptions.DEFAULT.withBuffer(2);
    try (ManagedSubscription feed =
        shop()
            .events(
                "feed",
                FEED,
                small,
                event -> {
                  awaitLatch(go);
                  hear(event);
                })) {
      Socket stream = server.stream();
      StringBuilder events = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        events.append("data: ").append(i).append("\n\n");
        expected.add("/message/" + i);
      }
      send(stream, events.toString());
      Await.until("some wait", () -> feed.snapshot().waiting() == 2);
      go.countDown();
      awaitHeard(expected.toArray(String[]::new));

      assertThat(feed.snapshot().rejected()).isZero();
      assertThat(feed.snapshot().openings()).isEqualTo(1);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anEventThatIsTooLargeIsToldAndTheStreamReopened() throws Exception {
    EventStreamOptions small = EventStreamOptions.DEFAULT.withMaxEventBytes(100);
    try (ManagedSubscription feed = shop().events("feed", FEED, small, this::hear)) {
      Socket first = server.stream();
      feed.awaitActive(SOON);
      server.answer = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
      send(first, "data: " + "x".repeat(200) + "\n\n");
      Await.until("it is left", () -> feed.state() == SubscriptionState.RECONNECTING);
      server.answer = EventServer.EVENTS;
      send(server.stream(), "data: b\n\n");
      awaitHeard("/message/b");
    }
  }

  @Test
  void closingWaitsForWhatHasArrivedAndHangsUp() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch handling = new CountDownLatch(1);
    ManagedSubscription feed =
        shop()
            .events(
                "feed",
                FEED,
                event -> {
                  handling.countDown();
                  awaitLatch(go);
                  hear(event);
                });
    Socket stream = server.stream();
    send(stream, "data: a\n\ndata: b\n\n");
    awaitLatch(handling);
    Await.until("both have arrived", () -> feed.snapshot().waiting() == 2);
    Thread closer =
        dev.connections.testsupport.TestThreads.thread("closer", () -> feed.close(SOON));
    closer.start();
    assertThat(stream.getInputStream().read()).as("the client hangs up").isEqualTo(-1);
    assertThat(heard).isEmpty();
    go.countDown();
    closer.join();

    assertThat(heard).containsExactly("/message/a", "/message/b");
    assertThat(feed.state()).isEqualTo(SubscriptionState.CLOSED);
  }

  @Test
  void closingTheProviderEndsIt() throws Exception {
    ConnectionProvider provider = ShopProvider.open(server.port(), "");
    ManagedSubscription feed =
        provider.get("shop", RestConnection.class).events("feed", FEED, this::hear);
    Socket stream = server.stream();
    feed.awaitActive(SOON);
    provider.close(Duration.ofSeconds(5));

    assertThat(feed.state()).isEqualTo(SubscriptionState.CLOSED);
    assertThat(stream.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aConnectionThatIsResetIsReplaced() throws Exception {
    try (FaultProxy way = FaultProxy.to("127.0.0.1", server.port())) {
      RestConnection shop = connectTo(way.port(), "");
      try (ManagedSubscription feed = shop.events("feed", FEED, this::hear)) {
        feed.awaitActive(SOON);
        send(server.stream(), "id: 1\ndata: a\n\n");
        awaitHeard("1/message/a");
        way.reset();
        send(server.stream(), "data: b\n\n");
        awaitHeard("1/message/a", "1/message/b");
        assertThat(server.seen().get(1)).contains("Last-Event-ID: 1");
      }
    }
  }

  @Test
  void afterAFailoverTheStreamIsThatOfTheOtherServer() throws Exception {
    try (EventServer second = new EventServer();
        FaultProxy way = FaultProxy.to("127.0.0.1", server.port())) {
      ConnectionProviderBuilder builder =
          Connections.builder()
              .configuration(
                  ConnectionsConfiguration.ofText(
                      "connections.yaml",
                      """
                      connections:
                        shop:
                          type: Rest
                          endpoints:
                            - name: primary
                              url: http://127.0.0.1:%d/api
                            - name: standby
                              url: http://127.0.0.1:%d/v2
                      """
                          .formatted(way.port(), second.port())));
      builder.types(RestConnectionTypes.source());
      try (ConnectionProvider provider = builder.open()) {
        RestConnection shop = provider.get("shop", RestConnection.class);
        ManagedSubscription feed = shop.events("feed", FEED, this::hear);
        send(server.stream(), "id: 1\ndata: a\n\n");
        awaitHeard("1/message/a");
        way.reset().refuseConnections();
        Await.until(
            "it moves",
            () -> {
              shop.checkHealth();
              return !second.seen().isEmpty();
            });
        send(second.stream(), "data: b\n\n");
        awaitHeard("1/message/a", "1/message/b");
        assertThat(second.seen().get(0)).startsWith("GET /v2/feed ").contains("Last-Event-ID: 1");
        assertThat(feed.snapshot().endpoint()).isEqualTo("standby");
      }
    }
  }

  @Test
  void onlyWhatReadsIsReopened() {
    RestConnection shop = shop();
    assertThatThrownBy(() -> shop.events("feed", RestRequest.post("/feed"), this::hear))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("POST /feed")
        .hasMessageContaining("Operation.read");
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUpInTime() throws IOException {
    server.answer = "";
    RestConnection shop = connectTo(server.port(), "timeouts: { connect: 500ms }");
    try (ManagedSubscription feed = shop.events("feed", FEED, this::hear)) {
      Await.until("it is told", () -> feed.snapshot().problem() != null);
      Await.until("asked again", () -> server.seen().size() >= 2);
    }
  }
}
