package dev.connections.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.testsupport.TestThreads;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {

  private static final String SECRET = "sesame";
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(5);

  private EchoServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() {
    server = new EchoServer(SECRET);
    proxy = FaultProxy.to("localhost", server.port());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private EchoClient client() throws IOException {
    return new EchoClient(proxy.port(), SECRET);
  }

  @Test
  void passesEverythingOnAndCountsIt() throws IOException {
    try (EchoClient client = client()) {
      assertThat(client.version()).isEqualTo(EchoServer.VERSION);
      assertThat(client.ask("ECHO one")).isEqualTo("ECHO one");
      assertThat(client.ask("SEND 200000")).hasSize(200_000);
      FaultProxyStatistics seen = proxy.statistics();
      assertThat(seen.accepted()).isEqualTo(1);
      assertThat(seen.open()).isEqualTo(1);
      assertThat(seen.requestBytes()).isEqualTo("HELLO sesame\nECHO one\nSEND 200000\n".length());
      Poll.until(
          LONG,
          () ->
              proxy.statistics().replyBytes()
                  == ("HELLO " + EchoServer.VERSION + "\nECHO one\n").length() + 200_001,
          () -> "All bytes of replies are counted, but " + proxy.statistics());
    }
    proxy.awaitConnections(0);
    assertThat(server.sessions()).isZero();
  }

  @Test
  void theEndOfASessionPassesInBothDirections() throws IOException {
    EchoClient ended = client();
    ended.close();
    proxy.awaitConnections(0);
    Poll.until(LONG, () -> server.sessions() == 0, () -> "The server learns that the client left");

    try (EchoClient client = client()) {
      server.stop();
      assertThatThrownBy(client::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void delaysRequestsAndReplies() throws IOException {
    try (EchoClient client = client()) {
      proxy.delay(SHORT);
      long start = System.nanoTime();
      assertThat(client.ask("ECHO late")).isEqualTo("ECHO late");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(SHORT.multipliedBy(2));
      assertThat(proxy.statistics().delayed()).isEqualTo(2);
    }
  }

  @Test
  void delaysOneDirectionAlone() throws IOException {
    try (EchoClient client = client()) {
      proxy.delay(Duration.ZERO, Duration.ofMinutes(1));
      client.patience(SHORT);
      assertThatThrownBy(() -> client.ask("ECHO one")).isInstanceOf(SocketTimeoutException.class);
      assertThat(server.requests()).containsExactly("ECHO one");
    }
  }

  @Test
  void healingEndsADelayThatIsUnderWay() throws IOException {
    try (EchoClient client = client()) {
      proxy.delay(Duration.ofMinutes(1));
      client.send("ECHO one");
      proxy.heal();
      assertThat(client.read()).isEqualTo("ECHO one");
    }
  }

  @Test
  void heldRepliesComeWhenItHeals() throws IOException {
    try (EchoClient client = client()) {
      proxy.holdReplies();
      client.patience(SHORT);
      assertThatThrownBy(() -> client.ask("ECHO one")).isInstanceOf(SocketTimeoutException.class);
      client.patience(LONG);
      proxy.heal();
      assertThat(client.read()).isEqualTo("ECHO one");
    }
  }

  @Test
  void holdsRepliesFromARequestOnWhileOthersGoOn() throws IOException {
    try (EchoClient client = client();
        EchoClient other = client()) {
      proxy.holdRepliesFrom("slow");
      assertThat(client.ask("ECHO quick")).isEqualTo("ECHO quick");
      client.patience(SHORT);
      assertThatThrownBy(() -> client.ask("ECHO slow")).isInstanceOf(SocketTimeoutException.class);
      assertThat(other.ask("ECHO slow")).isEqualTo("ECHO slow");
      client.patience(LONG);
      proxy.heal();
      assertThat(client.read()).isEqualTo("ECHO slow");
      assertThat(client.ask("ECHO slow")).as("only once").isEqualTo("ECHO slow");
    }
  }

  @Test
  void dropsRepliesAlthoughRequestsArrive() throws IOException {
    try (EchoClient client = client()) {
      proxy.dropReplies();
      client.patience(SHORT);
      assertThatThrownBy(() -> client.ask("ECHO one")).isInstanceOf(SocketTimeoutException.class);
      assertThat(server.requests()).containsExactly("ECHO one");
      assertThat(proxy.statistics().droppedReplyBytes()).isEqualTo("ECHO one\n".length());
    }
  }

  @Test
  void aConnectionThatLostAReplyIsResetWhenItHeals() throws IOException {
    try (EchoClient lost = client();
        EchoClient untouched = client()) {
      proxy.dropReplies();
      lost.send("ECHO one");
      Poll.until(
          LONG,
          () -> proxy.statistics().droppedReplyBytes() > 0,
          () -> "The reply is swallowed, but " + proxy.statistics());
      proxy.heal();
      assertThatThrownBy(lost::read)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(untouched.ask("ECHO two")).isEqualTo("ECHO two");
    }
  }

  @Test
  void dropsTheReplyToOneRequestAndThenResets() throws IOException {
    try (EchoClient client = client();
        EchoClient other = client()) {
      proxy.dropReplyOnce("INSERT");
      assertThat(client.ask("ECHO select")).isEqualTo("ECHO select");
      assertThatThrownBy(() -> client.ask("ECHO INSERT"))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(server.requests()).containsExactly("ECHO select", "ECHO INSERT");
      assertThat(proxy.statistics().resets()).isEqualTo(1);
      assertThat(other.ask("ECHO INSERT")).as("only once").isEqualTo("ECHO INSERT");
    }
  }

  @Test
  void recognisesARequestThatComesInPieces() throws IOException, InterruptedException {
    try (EchoClient client = client()) {
      List<String> seen = new CopyOnWriteArrayList<>();
      proxy.onRequest(piece -> seen.add(new String(piece, StandardCharsets.ISO_8859_1)));
      proxy.dropReplyOnce("first\nECHO second");
      client.send("HANG first");
      Poll.until(LONG, () -> !seen.isEmpty(), () -> "The first piece arrives");
      assertThatThrownBy(() -> client.ask("ECHO second")).isInstanceOf(SocketException.class);
      assertThat(seen).containsExactly("HANG first\n", "ECHO second\n");
    }
  }

  @Test
  void staysSilentFromARequestOnWhileOthersGoOn() throws IOException {
    try (EchoClient client = client();
        EchoClient other = client()) {
      proxy.dropRepliesFrom(
          request -> new String(request, StandardCharsets.UTF_8).endsWith("lost\n"));
      client.patience(SHORT);
      assertThatThrownBy(() -> client.ask("ECHO lost")).isInstanceOf(SocketTimeoutException.class);
      assertThatThrownBy(() -> client.ask("ECHO more")).isInstanceOf(SocketTimeoutException.class);
      assertThat(server.requests()).containsExactly("ECHO lost", "ECHO more");
      assertThat(other.ask("ECHO other")).isEqualTo("ECHO other");
    }
  }

  @Test
  void cutsInTheMiddleOfAReplyAndPassesAfterwards() throws IOException {
    try (EchoClient client = client()) {
      proxy.cutAfter(1_000);
      client.send("SEND 200000");
      assertThatThrownBy(client::read)
          .isInstanceOf(EOFException.class)
          .as("what came before the cut")
          .hasMessageEndingWith(" '" + "x".repeat(1_000) + "'");
      assertThat(proxy.statistics().cuts()).isEqualTo(1);
    }
    try (EchoClient again = client()) {
      assertThat(again.ask("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void aHalfClosedConnectionStillCarriesRequests() throws IOException {
    try (EchoClient client = client()) {
      proxy.halfClose();
      assertThatThrownBy(client::read).isInstanceOf(EOFException.class);
      client.send("ECHO into the dark");
      Poll.until(
          LONG,
          () -> server.requests().contains("ECHO into the dark"),
          () -> "The request arrives, but the server got " + server.requests());
      assertThat(proxy.statistics().halfCloses()).isEqualTo(1);
    }
  }

  @Test
  void resetsOpenConnectionsAndLetsNewOnesIn() throws IOException {
    try (EchoClient client = client()) {
      proxy.reset();
      assertThatThrownBy(client::read)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      proxy.awaitConnections(0);
      assertThat(proxy.statistics().resets()).isEqualTo(1);
    }
    try (EchoClient again = client()) {
      assertThat(again.ask("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void aResetReachesAClientThatIsWaiting() throws Exception {
    try (EchoClient client = client()) {
      CompletableFuture<Throwable> seen = new CompletableFuture<>();
      proxy.onRequest(piece -> proxy.reset());
      Thread waiting =
          TestThreads.thread(
              "test",
              () -> {
                try {
                  client.ask("HANG");
                } catch (IOException failure) {
                  seen.complete(failure);
                }
              });
      waiting.start();
      assertThat(seen.get(5, TimeUnit.SECONDS))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      waiting.join();
    }
  }

  @Test
  void cutsBothSides() throws IOException {
    try (EchoClient client = client()) {
      proxy.cut();
      assertThatThrownBy(client::read).isInstanceOf(EOFException.class);
      Poll.until(LONG, () -> server.sessions() == 0, () -> "The server's side is closed too");
      assertThat(proxy.statistics().cuts()).isEqualTo(1);
    }
  }

  @Test
  void refusesNewConnectionsUntilItHeals() throws IOException {
    try (EchoClient before = client()) {
      int port = proxy.port();
      proxy.refuseConnections();
      assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
      assertThat(before.ask("PING")).as("open ones are left alone").isEqualTo("PONG");

      proxy.heal();
      assertThat(proxy.port()).isEqualTo(port);
      try (EchoClient after = client()) {
        assertThat(after.ask("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void refusingAndHealingAgainAndAgainKeepsThePort() throws IOException {
    for (int round = 0; round < 50; round++) {
      proxy.refuseConnections();
      proxy.heal();
      try (EchoClient client = client()) {
        assertThat(client.ask("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void resetsTheClientIfThereIsNoServer() throws IOException {
    server.stop();
    assertThatThrownBy(this::client).isInstanceOf(SocketException.class);
    server.start();
    try (EchoClient client = client()) {
      assertThat(client.ask("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void awaitingConnectionsFailsWithTheNumberThatThereAre() throws IOException {
    try (EchoClient client = client()) {
      assertThat(client.ask("PING")).isEqualTo("PONG");
      proxy.awaitConnections(1);
      assertThatThrownBy(() -> proxy.awaitConnections(2, SHORT))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Expected 2 open connections, but there are 1");
    }
  }

  @Test
  void leavesNoThreadAndNoSocketWhenItIsClosed() throws IOException {
    List<EchoClient> clients = List.of(client(), client(), client());
    proxy.delay(Duration.ofMinutes(1));
    clients.get(0).send("ECHO held up on its way");
    proxy.holdReplies();
    Poll.until(
        LONG,
        () -> threadsOf(proxy) == 7,
        () -> "A door and two threads for each client, but there are " + threadsOf(proxy));

    proxy.close();

    Poll.until(
        LONG, () -> threadsOf(proxy) == 0, () -> "No thread is left, but " + threadsOf(proxy));
    assertThat(proxy.connections()).isZero();
    for (EchoClient client : clients) {
      assertThatThrownBy(client::read).isInstanceOf(IOException.class);
      client.close();
    }
    assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
    Poll.until(LONG, () -> server.sessions() == 0, () -> "The server is rid of its sessions");
  }

  @Test
  void closingItTwiceOrWhileItRefusesDoesNoHarm() {
    proxy.refuseConnections();
    proxy.close();
    proxy.close();
    proxy.heal();
    assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
  }

  private long threadsOf(FaultProxy of) {
    String suffix = "-to-" + server.port();
    assertThat(of.toString()).contains(String.valueOf(server.port()));
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("fault-proxy-"))
        .filter(thread -> thread.getName().endsWith(suffix))
        .count();
  }
}
