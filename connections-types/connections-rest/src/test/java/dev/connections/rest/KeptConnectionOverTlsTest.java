package dev.connections.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.Connections;
import dev.connections.testsupport.TestCertificate;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The look before sending (okhttp#2738, #9726) on a connection that is encrypted. */
@Tag("situation")
@Timeout(60)
class KeptConnectionOverTlsTest {

  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final Semaphore told = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);

  @AfterEach
  void restore() {
    System.clearProperty(STORE);
    System.clearProperty(STORE + "Password");
  }

  /** A server with a certificate that this JVM trusts. */
  private ServerSocket listening() throws Exception {
    TestCertificate certificate = TestCertificate.forLoopback();
    System.setProperty(STORE, certificate.store().toString());
    System.setProperty(STORE + "Password", TestCertificate.STORE_PASSWORD);
    return certificate
        .server()
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getByName("localhost"));
  }

  private static void background(Runnable task) {
    Thread thread = TestThreads.thread("tls", task);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket listening, String after) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        background(() -> serve(socket, after));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Answers; after /first it sends this when it is told to, and hangs up if that is nothing. */
  private void serve(Socket socket, String after) {
    try (socket) {
      for (String head = WireServer.head(socket.getInputStream());
          !head.isEmpty();
          head = WireServer.head(socket.getInputStream())) {
        if (head.startsWith("POST ")) {
          posts.add(head);
        }
        String answer = head.startsWith("HEAD ") ? OK.replace(": 2", ": 0").replace("{}", "") : OK;
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        if (head.contains("/first")) {
          told.acquireUninterruptibly();
          socket.getOutputStream().write(after.getBytes(ISO_8859_1));
          if (after.isEmpty()) {
            socket.close();
          }
          done.release();
        }
      }
    } catch (IOException gone) {
      return; // the client has hung up
    }
  }

  private void postAfter(String after) throws Exception {
    try (ServerSocket listening = listening()) {
      background(() -> accept(listening, after));
      try (ConnectionProvider provider =
          Connections.builder()
              .configuration(
                  ConnectionsConfiguration.ofText(
                      "connections.yaml",
                      """
                      connections:
                        shop:
                          type: Rest
                          url: https://localhost:%d/api
                      """
                          .formatted(listening.getLocalPort())))
              .types(RestConnectionTypes.source())
              .open()) {
        RestConnection shop = provider.get("shop", RestConnection.class);
        assertThat(shop.get("/first", String.class)).isEqualTo("{}");
        told.release();
        assertThat(done.tryAcquire(20, TimeUnit.SECONDS)).as("the server has done it").isTrue();

        assertThat(shop.post("/orders", 1, String.class)).isEqualTo("{}");
        assertThat(posts).as("it was sent once").hasSize(1);
        assertThat(shop.snapshot().operations().retries()).isZero();
      }
    }
  }

  @Test
  void aPostOnAConnectionThatTheServerHasClosedIsSentOnAnother() throws Exception {
    postAfter("");
  }

  @Test
  void anAnswerThatNobodyAskedForIsNotTakenForThatToAPost() throws Exception {
    postAfter("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nstolen");
  }
}
