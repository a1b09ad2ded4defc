package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real socket that answers what a test says, and goes on to send what it says. */
final class EventServer implements AutoCloseable {

  static final String EVENTS = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

  private final ServerSocket listening;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Socket> streams = new LinkedBlockingQueue<>();

  /** What requests are answered with; probes are always answered with 200. */
  volatile String answer = EVENTS;

  EventServer() {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    background(this::accept);
  }

  private static void background(Runnable task) {
    Thread thread = TestThreads.thread("events", task);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The heads of the requests, probes (HEAD) left out. */
  List<String> seen() {
    return seen;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        background(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      for (String head = WireServer.head(socket.getInputStream());
          !head.isEmpty();
          head = WireServer.head(socket.getInputStream())) {
        if (head.startsWith("HEAD ")) {
          send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          continue;
        }
        String sent = answer;
        seen.add(head);
        send(socket, sent);
        if (sent.equals(EVENTS)) {
          streams.add(socket);
          return;
        }
      }
    } catch (IOException gone) {
      return; // the client has hung up
    }
  }

  /** The next stream that was opened. */
  Socket stream() throws InterruptedException {
    Socket stream = streams.poll(20, TimeUnit.SECONDS);
    assertThat(stream).as("a stream is opened").isNotNull();
    return Objects.requireNonNull(stream);
  }

  static void send(Socket stream, String text) throws IOException {
    stream.getOutputStream().write(text.getBytes(UTF_8));
    stream.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
