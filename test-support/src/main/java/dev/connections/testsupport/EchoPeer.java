package dev.connections.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP server that answers each line: {@code echo X} with {@code X}, {@code ping} with {@code
 * pong}, {@code busy} with {@code error busy}, {@code role} with its {@link #role}; {@code hang}
 * never, {@code drop} by hanging up. Can be stopped and started again on its port.
 */
public final class EchoPeer implements AutoCloseable {

  public final AtomicInteger accepted = new AtomicInteger();

  /** What it says that it is. */
  public volatile String role = "primary";

  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private int port;
  private volatile ServerSocket server;
  private volatile Thread acceptorThread = Thread.currentThread();

  public EchoPeer() throws IOException {
    server = listen();
  }

  private ServerSocket listen() throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.setReuseAddress(true);
    bind(listening);
    port = listening.getLocalPort();
    Thread acceptor = new Thread(() -> accept(listening), "echo-acceptor");
    acceptor.setDaemon(true);
    acceptor.start();
    acceptorThread = acceptor;
    return listening;
  }

  /** Tries again for a while: the operating system may not have let go of the port yet. */
  private void bind(ServerSocket listening) throws IOException {
    long begun = System.nanoTime();
    while (true) {
      try {
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (BindException stillTaken) {
        if (System.nanoTime() - begun > 5_000_000_000L) {
          throw stillTaken;
        }
        Thread.onSpinWait();
      }
    }
  }

  public int port() {
    return port;
  }

  public int open() {
    return sockets.size();
  }

  private void accept(ServerSocket listening) {
    while (true) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        accepted.incrementAndGet();
        Thread worker = new Thread(() -> serve(socket), "echo-worker");
        worker.setDaemon(true);
        worker.start();
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out =
            new PrintWriter(
                new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8), true)) {
      String line = in.readLine();
      while (line != null && !line.equals("drop")) {
        if (line.startsWith("echo ")) {
          out.println(line.substring(5));
        } else if (line.equals("ping")) {
          out.println("pong");
        } else if (line.equals("role")) {
          out.println(role);
        } else if (line.equals("busy")) {
          out.println("error busy");
        }
        line = in.readLine();
      }
    } catch (IOException gone) {
      // the client hung up
    } finally {
      sockets.remove(socket);
    }
  }

  /** Hangs up on everybody and listens no more. */
  public void stop() throws IOException {
    server.close();
    try {
      acceptorThread.join(); // only then the operating system refuses connections
    } catch (InterruptedException interrupt) {
      throw new InterruptedIOException();
    }
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Listens again, on the same port. */
  public void start() throws IOException {
    server = listen();
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
