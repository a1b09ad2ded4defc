package dev.connections.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that sends an answer nobody asked for on a kept connection (okhttp#9726). */
@Tag("situation")
@Timeout(60)
class LeftoverAnswerTest {

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** After /first it sends another answer as soon as it is told to. */
  private static final class TalkativeServer implements AutoCloseable {

    private final ServerSocket listening;
    private final Semaphore told = new Semaphore(0);
    private final Semaphore sent = new Semaphore(0);

    TalkativeServer() throws IOException {
      listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      background(this::accept);
    }

    private static void background(Runnable task) {
      Thread thread = dev.connections.testsupport.TestThreads.thread("talkative", task);
      thread.setDaemon(true);
      thread.start();
    }

    private void accept() {
      while (!listening.isClosed()) {
        try {
          Socket socket = listening.accept();
          // Else the kernel keeps the second answer back until the next request, which nobody sees.
          socket.setTcpNoDelay(true);
          background(() -> serve(socket));
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void serve(Socket socket) {
      try (socket) {
        for (String head = WireServer.head(socket.getInputStream());
            !head.isEmpty();
            head = WireServer.head(socket.getInputStream())) {
          if (head.startsWith("HEAD ")) {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          } else if (head.contains("/first")) {
            write(socket, answer("first"));
            told.acquireUninterruptibly();
            write(socket, answer("stolen"));
            sent.release();
          } else {
            write(socket, answer("own"));
          }
        }
      } catch (IOException gone) {
        return;
      }
    }

    private static void write(Socket socket, String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    void sendAnother() throws InterruptedException {
      told.release();
      assertThat(sent.tryAcquire(20, TimeUnit.SECONDS)).as("it was sent").isTrue();
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "POST", "DELETE", "PATCH"})
  void itIsNotTakenForTheAnswerToTheNextRequest(String method) throws Exception {
    try (TalkativeServer server = new TalkativeServer();
        ConnectionProvider provider = ShopProvider.open(server.listening.getLocalPort(), "")) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      assertThat(shop.get("/first", String.class)).isEqualTo("first");
      server.sendAnother();

      assertThat(shop.send(RestRequest.of(method, "/second"), String.class)).isEqualTo("own");
      assertThat(shop.snapshot().operations().retries()).as("nothing was sent in vain").isZero();
    }
  }

  @Test
  void theNativeClientDoesNotTakeItEither() throws Exception {
    try (TalkativeServer server = new TalkativeServer();
        ConnectionProvider provider = ShopProvider.open(server.listening.getLocalPort(), "")) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      assertThat(shop.get("/first", String.class)).isEqualTo("first");
      server.sendAnother();
      Request request =
          new Request.Builder()
              .url("http://127.0.0.1:" + server.listening.getLocalPort() + "/api/second")
              .build();
      try (Response response = shop.client().newCall(request).execute()) {
        assertThat(response.body().string()).isEqualTo("own");
      }
    }
  }
}
