package dev.connections.spi;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLSocketFactory;

/** Exceptions as the Java library throws them, each provoked on real sockets, files and pipes. */
final class RealFailures {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private RealFailures() {}

  /** What a piece of work throws; it must throw. */
  static Exception of(Callable<?> work) {
    try {
      throw new AssertionError("nothing was thrown, but " + work.call());
    } catch (Exception thrown) {
      return thrown;
    }
  }

  /** What a peer does with a connection that it has accepted. */
  interface Peer {
    void serve(Socket socket) throws IOException;
  }

  /** What is done with the peer's port. */
  interface Client {
    Object use(int port) throws Exception;
  }

  static Exception against(Peer peer, Client client) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket accepted = server.accept()) {
                  peer.serve(accepted);
                } catch (IOException closedByTheTest) {
                  // The client has what it wanted.
                }
              });
      thread.start();
      return of(() -> client.use(server.getLocalPort()));
    }
  }

  static Exception refusedConnect() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      port = server.getLocalPort();
    }
    return of(() -> new Socket(LOOPBACK, port));
  }

  static Exception portInUse() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Socket socket = new Socket()) {
      return of(
          () -> {
            socket.bind(new InetSocketAddress(LOOPBACK, server.getLocalPort()));
            return socket;
          });
    }
  }

  static Exception resetWhileReading() throws Exception {
    return against(
        RealFailures::reset,
        port -> {
          try (Socket socket = new Socket(LOOPBACK, port)) {
            socket.getOutputStream().write(1);
            return socket.getInputStream().read();
          }
        });
  }

  /** On some systems this is a plain {@link IOException} with the message "Broken pipe". */
  static Exception resetWhileAChannelWrites() throws Exception {
    return against(
        RealFailures::reset,
        port -> {
          try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(LOOPBACK, port))) {
            while (true) {
              channel.write(ByteBuffer.allocate(1 << 20));
            }
          }
        });
  }

  static Exception endOfStream() throws Exception {
    return against(
        socket -> {},
        port -> {
          try (Socket socket = new Socket(LOOPBACK, port)) {
            return new DataInputStream(socket.getInputStream()).readInt();
          }
        });
  }

  static Exception readTimeout() throws Exception {
    return against(
        RealFailures::untilTheClientHasGone,
        port -> {
          try (Socket socket = new Socket(LOOPBACK, port)) {
            socket.setSoTimeout(20);
            return socket.getInputStream().read();
          }
        });
  }

  static Exception plainServerAskedForEncryption() throws Exception {
    return against(
        socket -> {
          socket.getOutputStream().write("220 welcome\r\n".getBytes(StandardCharsets.UTF_8));
          untilTheClientHasGone(socket);
        },
        RealFailures::handshake);
  }

  static Exception endOfStreamInAHandshake() throws Exception {
    return against(socket -> socket.getInputStream().read(), RealFailures::handshake);
  }

  /** A channel's read; the flag, which it leaves set, is cleared as libraries do. */
  static Exception interruptedChannel() throws Exception {
    return against(
        RealFailures::untilTheClientHasGone,
        port -> {
          try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(LOOPBACK, port))) {
            Thread.currentThread().interrupt();
            return channel.read(ByteBuffer.allocate(1));
          } finally {
            Thread.interrupted();
          }
        });
  }

  /** A pipe's read clears the flag by itself. */
  static Exception interruptedPipe() throws Exception {
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out)) {
      Thread.currentThread().interrupt();
      return of(in::read);
    }
  }

  /** As many libraries do it: the flag is gone, the cause says why. */
  static Exception interruptedInALibrary() {
    return of(
        () -> {
          try {
            Thread.currentThread().interrupt();
            new java.util.concurrent.CountDownLatch(1).await();
            return "awaited";
          } catch (InterruptedException interrupt) {
            throw new IOException("session closed", interrupt);
          }
        });
  }

  static Exception timeLimitOfALibrary() {
    return new InterruptedIOException("timeout");
  }

  private static Object handshake(int port) throws IOException {
    try (Socket socket = SSLSocketFactory.getDefault().createSocket(LOOPBACK, port)) {
      socket.getOutputStream().write(1);
      return "encrypted";
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
  }

  private static void untilTheClientHasGone(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // Whatever it sends is not answered.
    }
  }
}
