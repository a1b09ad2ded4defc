package dev.connections.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real socket that answers probes and does to everything else what a fault says, and that counts
 * requests and open sockets.
 */
final class FaultServer implements Counterpart {

  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

  private static final int CLIENT_HELLO = 0x16;

  /** What becomes of a request. */
  interface Fault {

    /**
     * Answers, or does not. The socket is used again unless it is closed.
     *
     * @param number 1 for the first request of the server
     * @param head the request line and the headers; the body has been read
     */
    void strike(int number, String head, Socket socket) throws IOException, InterruptedException;
  }

  private final ServerSocket listening;
  private final String scheme;
  private final Fault fault;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  FaultServer(Fault fault) {
    this("http://127.0.0.1", plain(), fault);
  }

  FaultServer(String scheme, ServerSocket listening, Fault fault) {
    this.scheme = scheme;
    this.listening = listening;
    this.fault = fault;
    background(this::accept);
  }

  private static ServerSocket plain() {
    try {
      return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void background(Runnable task) {
    Thread thread = TestThreads.thread("fault", task);
    thread.setDaemon(true);
    thread.start();
  }

  /** The answer to a request that succeeds. */
  static String ok(String head) {
    return head.startsWith("HEAD ") ? OK : OK + "{}";
  }

  static void write(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The heads of the requests. */
  List<String> seen() {
    return seen;
  }

  @Override
  public String url() {
    return scheme + ":" + port();
  }

  @Override
  public int requests() {
    return seen.size();
  }

  @Override
  public int openSockets() {
    return open.size();
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
    try (socket) {
      socket.setTcpNoDelay(true);
      String head = head(socket);
      while (!head.isEmpty()) {
        if (head.contains("/health HTTP/1.1")) {
          write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        } else {
          seen.add(head);
          fault.strike(seen.size(), head, socket);
        }
        head = socket.isClosed() ? "" : head(socket);
      }
    } catch (IOException gone) {
      return; // one of the two has hung up
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** The next head; a client that speaks TLS to a server that does not is told so in HTTP. */
  private static String head(Socket socket) throws IOException {
    PushbackInputStream in = new PushbackInputStream(socket.getInputStream());
    int first = in.read();
    if (first < 0) {
      return "";
    }
    if (first == CLIENT_HELLO) {
      write(socket, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
      return "";
    }
    in.unread(first);
    return WireServer.head(in);
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
