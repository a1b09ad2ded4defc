package dev.connections.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.SocketFailures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the JDK's own HTTP client throws, for types that are built on it. Here: not a module. */
class HttpClientFailuresTest {

  @Test
  void aServerThatClosesWithoutAnAnswerIsALostConnection() throws Exception {
    FailureClassification meaning = meaning(true, Duration.ofSeconds(5));

    assertThat(meaning.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(meaning.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(meaning.endpointFault()).isTrue();
  }

  @Test
  void aServerThatDoesNotAnswerIsOutOfTime() throws Exception {
    FailureClassification meaning = meaning(false, Duration.ofMillis(200));

    assertThat(meaning.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(meaning.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void nobodyAtThePortIsACallThatWasNotSent() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    FailureClassification meaning = meaningAt(port, Duration.ofSeconds(5));

    assertThat(meaning.phase()).isEqualTo(Phase.CONNECT);
    assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  private static FailureClassification meaning(boolean closes, Duration limit) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread peer =
          new Thread(
              () -> {
                while (!server.isClosed()) { // the client tries a GET twice
                  try (Socket accepted = server.accept()) {
                    while (accepted.getInputStream().read() >= 0 && !closes) {
                      // The request is read and not answered.
                    }
                  } catch (IOException closedByTheTest) {
                    // The client has its failure.
                  }
                }
              });
      peer.start();
      return meaningAt(server.getLocalPort(), limit);
    }
  }

  private static FailureClassification meaningAt(int port, Duration limit) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).timeout(limit).build();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Exception failure =
        catchException(() -> client.send(request, HttpResponse.BodyHandlers.ofString()));
    return Objects.requireNonNull(
        SocketFailures.INSTANCE.classify(failure, Phase.RECEIVE), failure::toString);
  }
}
