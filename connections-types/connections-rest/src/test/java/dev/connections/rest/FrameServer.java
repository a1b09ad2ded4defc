package dev.connections.rest;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real socket that speaks just enough of HTTP/2 (RFC 9113, prior knowledge) to answer, or to
 * reset a stream, and that counts the frames. A request with a body is told from a probe by its
 * first frame, which does not end the stream.
 */
final class FrameServer implements AutoCloseable {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final byte[] STATUS_200 = {(byte) 0x88}; // entry 8 of HPACK's static table

  private final ServerSocket listening;
  private final boolean afterHeaders;
  private final int resets;
  private final int code;
  private final AtomicInteger withBody = new AtomicInteger();
  private final AtomicInteger bodies = new AtomicInteger();

  /**
   * A server that resets the first requests with a body.
   *
   * @param resets how many
   * @param code the error code of RST_STREAM
   * @param afterHeaders whether the answer has begun by then
   */
  FrameServer(int resets, int code, boolean afterHeaders) {
    this.resets = resets;
    this.code = code;
    this.afterHeaders = afterHeaders;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    background(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many requests with a body have begun. */
  int requestsWithBody() {
    return withBody.get();
  }

  /** How many of those bodies came to their end. */
  int wholeBodies() {
    return bodies.get();
  }

  private static void background(Runnable task) {
    Thread thread = dev.connections.testsupport.TestThreads.thread("frames", task);
    thread.setDaemon(true);
    thread.start();
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
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readFully(new byte["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length()]);
      send(socket, SETTINGS, 0, 0, new byte[0]);
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = new byte[length];
        in.readFully(payload);
        frame(socket, type, flags, stream, payload);
      }
    } catch (EOFException end) {
      return; // the client has hung up
    } catch (IOException gone) {
      return;
    }
  }

  private void frame(Socket socket, int type, int flags, int stream, byte[] payload)
      throws IOException {
    boolean ends = (flags & END_STREAM) != 0;
    if (type == SETTINGS && (flags & ACK) == 0) {
      send(socket, SETTINGS, ACK, 0, new byte[0]);
    } else if (type == PING && (flags & ACK) == 0) {
      send(socket, PING, ACK, 0, payload);
    } else if (type == HEADERS && ends) {
      send(socket, HEADERS, END_HEADERS | END_STREAM, stream, STATUS_200);
    } else if (type == HEADERS) {
      withBody.incrementAndGet();
    } else if (type == DATA && ends) {
      if (bodies.incrementAndGet() > resets) {
        send(socket, HEADERS, END_HEADERS | END_STREAM, stream, STATUS_200);
        return;
      }
      if (afterHeaders) {
        send(socket, HEADERS, END_HEADERS, stream, STATUS_200);
      }
      send(socket, RST_STREAM, 0, stream, new byte[] {0, 0, 0, (byte) code});
    }
  }

  private static void send(Socket socket, int type, int flags, int stream, byte[] payload)
      throws IOException {
    byte[] frame = new byte[9 + payload.length];
    frame[2] = (byte) payload.length; // all that is sent here is short
    frame[3] = (byte) type;
    frame[4] = (byte) flags;
    for (int i = 0; i < 4; i++) {
      frame[5 + i] = (byte) (stream >>> (24 - 8 * i));
    }
    System.arraycopy(payload, 0, frame, 9, payload.length);
    socket.getOutputStream().write(frame);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
