package dev.connections.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.testsupport.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 and gRPC work only where client and server agree on their protocol in the handshake. */
@Timeout(60)
class ProxiedProtocolTest {

  private static SSLContext ofServer;
  private static SSLContext ofClient;

  @BeforeAll
  static void makeCertificate() throws Exception {
    TestCertificate certificate = TestCertificate.forLoopback();
    ofServer = certificate.server();
    ofClient = certificate.client();
  }

  @Test
  void theServersChoiceReachesTheClient() throws Exception {
    assertThat(agreed(offered -> "http/1.1", "h2", "http/1.1")).isEqualTo("http/1.1");
    assertThat(agreed(offered -> "h2", "h2", "http/1.1")).isEqualTo("h2");
  }

  @Test
  void theServerSeesWhatTheClientOffers() throws Exception {
    assertThat(agreed(offered -> offered.get(1), "x", "y", "z")).isEqualTo("y");
  }

  @Test
  void aServerWithoutAnOpinionLeavesTheClientWithout() throws Exception {
    assertThat(agreed(offered -> "", "h2")).isEmpty();
  }

  @Test
  void aClientThatOffersNothingIsServed() throws Exception {
    assertThat(agreed(offered -> "never asked")).isEmpty();
  }

  @Test
  void aServerThatTakesNoneEndsTheClientsHandshake() {
    assertThatThrownBy(() -> agreed(offered -> null, "h2")).isInstanceOf(IOException.class);
  }

  /** The protocol that a client sees after one byte has gone through the proxy and back. */
  private static String agreed(Function<List<String>, @Nullable String> choice, String... offered)
      throws Exception {
    try (SSLServerSocket door =
            (SSLServerSocket)
                ofServer
                    .getServerSocketFactory()
                    .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        FaultProxy proxy =
            FaultProxy.to("localhost", door.getLocalPort(), new PeerTls(ofServer, ofClient))) {
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> echo(door, choice));
      try (SSLSocket client =
          (SSLSocket) ofClient.getSocketFactory().createSocket("localhost", proxy.port())) {
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(offered);
        client.setSSLParameters(parameters);
        client.getOutputStream().write(7);
        assertThat(client.getInputStream().read()).isEqualTo(7);
        served.join();
        return client.getApplicationProtocol();
      }
    }
  }

  private static void echo(SSLServerSocket door, Function<List<String>, @Nullable String> choice) {
    try (SSLSocket socket = (SSLSocket) door.accept()) {
      socket.setHandshakeApplicationProtocolSelector((any, offered) -> choice.apply(offered));
      socket.getOutputStream().write(socket.getInputStream().read());
    } catch (IOException seenByTheClient) {
      // the test asserts what the client sees
    }
  }
}
