package dev.connections.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The port at which a proxy lets clients in, or not. Thread-safe.
 *
 * <p>While it is shut, the port stays bound by a socket that does not listen: connections are
 * rejected, and no one else can take the port meanwhile.
 */
final class ProxyDoor {

  private static final long PATIENCE_MILLIS = 5_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Function<ServerSocket, Thread> onOpen;
  private final int port;
  private @Nullable ServerSocket listening;
  private @Nullable Thread doorkeeper;
  private @Nullable Socket reservation;
  private boolean closed;

  /**
   * Opens the door at a free port.
   *
   * @param onOpen is given each new listening socket, and gives the thread that accepts from it
   *     until it is closed
   */
  ProxyDoor(Function<ServerSocket, Thread> onOpen) {
    this.onOpen = onOpen;
    ServerSocket first = listen(0);
    this.port = first.getLocalPort();
    this.listening = first;
    this.doorkeeper = onOpen.apply(first);
  }

  int port() {
    return port;
  }

  void shut() {
    lock.lock();
    try {
      if (stopListening()) {
        reservation = reserve();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("The proxy cannot stop listening at port " + port, failure);
    } finally {
      lock.unlock();
    }
  }

  void open() {
    lock.lock();
    try {
      if (listening == null && !closed) {
        release();
        ServerSocket again = listen(port);
        listening = again;
        doorkeeper = onOpen.apply(again);
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      stopListening();
      release();
    } catch (IOException failure) {
      throw new UncheckedIOException("The proxy cannot stop listening at port " + port, failure);
    } finally {
      lock.unlock();
    }
  }

  /** A socket listens until the thread that waits for it has let go of it, so that is awaited. */
  private boolean stopListening() throws IOException {
    ServerSocket open = listening;
    Thread waiting = doorkeeper;
    if (open == null || waiting == null) {
      return false;
    }
    open.close();
    listening = null;
    try {
      waiting.join(PATIENCE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private Socket reserve() throws IOException {
    Socket socket = new Socket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private void release() {
    Socket reserved = reservation;
    if (reserved != null) {
      try {
        reserved.close();
      } catch (IOException failure) {
        // the port is free either way
      }
      reservation = null;
    }
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
      return socket;
    } catch (IOException failure) {
      throw new UncheckedIOException("The proxy cannot listen at port " + port, failure);
    }
  }
}
