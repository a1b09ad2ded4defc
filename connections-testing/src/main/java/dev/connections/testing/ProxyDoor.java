package dev.connections.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The port at which a proxy lets clients in, or not. Thread-safe.
 *
 * <p>While it is shut, the port stays bound by a socket that does not listen: connections are
 * refused, and nobody else can take the port meanwhile.
 */
final class ProxyDoor {

  private final ReentrantLock lock = new ReentrantLock();
  private final Consumer<ServerSocket> onOpen;
  private final int port;
  private @Nullable ServerSocket listening;
  private @Nullable Socket reservation;
  private boolean closed;

  /**
   * Opens the door at a free port.
   *
   * @param onOpen is given each new listening socket, and accepts from it until it is closed
   */
  ProxyDoor(Consumer<ServerSocket> onOpen) {
    this.onOpen = onOpen;
    ServerSocket first = listen(0);
    this.port = first.getLocalPort();
    this.listening = first;
    onOpen.accept(first);
  }

  int port() {
    return port;
  }

  void shut() {
    lock.lock();
    try {
      ServerSocket open = listening;
      if (open != null) {
        open.close();
        listening = null;
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
        onOpen.accept(again);
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    shut();
    lock.lock();
    try {
      closed = true;
      release();
    } finally {
      lock.unlock();
    }
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
