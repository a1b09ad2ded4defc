package dev.connections.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A real socket that answers each request with exactly these bytes, and a connection to it. */
final class WireServer implements AutoCloseable {

  /** At the end of an answer: the server hangs up after it, without saying so. */
  static final String HANG_UP = "\0";

  private final ServerSocket listening;
  private final UnaryOperator<String> answers;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Semaphore hungUp = new Semaphore(0);

  private final ConnectionProvider provider;

  /**
   * A server whose answers depend on the head of the request; it hangs up instead of an empty one.
   */
  WireServer(UnaryOperator<String> answers) {
    this.answers = answers;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    background(this::accept);
    provider = open(listening.getLocalPort());
  }

  private static void background(Runnable task) {
    Thread thread = dev.connections.testsupport.TestThreads.thread("wire", task);
    thread.setDaemon(true);
    thread.start();
  }

  private static ConnectionProvider open(int port) {
    return ShopProvider.open(port, "");
  }

  RestConnection connection() {
    return provider.get("shop", RestConnection.class);
  }

  /** The heads of the requests, probes (HEAD) left out. */
  List<String> seen() {
    return seen;
  }

  /** Waits until it has hung up once more, and the other side has got to know. */
  void awaitHangUp() throws IOException, InterruptedException {
    assertThat(hungUp.tryAcquire(20, TimeUnit.SECONDS)).as("the server has hung up").isTrue();
    roundTrip();
  }

  /** What was sent to this machine before has arrived when this has. */
  private void roundTrip() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", listening.getLocalPort())) {
      socket.getOutputStream().write("HEAD / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200");
    }
  }

  /** The URL of a path. */
  String url(String path) {
    return "http://127.0.0.1:" + listening.getLocalPort() + path;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();

        background(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      for (String head = head(socket.getInputStream());
          !head.isEmpty();
          head = head(socket.getInputStream())) {
        boolean probe = head.startsWith("HEAD ");
        if (!probe) {
          seen.add(head);
        }
        String answer =
            probe ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : answers.apply(head);
        if (answer.isEmpty()) {
          return; // the answer is lost
        }
        socket.getOutputStream().write(answer.replace(HANG_UP, "").getBytes(UTF_8));
        socket.getOutputStream().flush();
        if (answer.endsWith(HANG_UP)) {
          socket.close();
          hungUp.release();
          return;
        }
      }
    } catch (IOException gone) {
      return; // the client has hung up
    }
  }

  /** The next head, its body skipped; empty at the end of the stream. */
  static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    int length = 0;
    for (String line : head.toString().split("\r\n", -1)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    in.readNBytes(length);
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    provider.close(Duration.ofSeconds(1));
    listening.close();
  }
}
