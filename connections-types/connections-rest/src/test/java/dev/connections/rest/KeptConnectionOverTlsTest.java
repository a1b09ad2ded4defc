package dev.connections.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.Connections;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The look before sending (okhttp#2738, #9726) on a connection that is encrypted. */
@Tag("situation")
@Timeout(60)
class KeptConnectionOverTlsTest {

  private static final String PASSWORD = "changeit";
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  @TempDir Path folder;

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
    Path store = folder.resolve("server.p12");
    Path log = folder.resolve("keytool.log");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS) && keytool.exitValue() == 0)
        .as(Files.readString(log))
        .isTrue();
    System.setProperty(STORE, store.toString());
    System.setProperty(STORE + "Password", PASSWORD);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getByName("localhost"));
  }

  private static void background(Runnable task) {
    Thread thread = dev.connections.testsupport.TestThreads.thread("tls", task);
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
