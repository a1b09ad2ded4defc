package dev.connections.rest;

import dev.connections.testsupport.TestThreads;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real socket that speaks enough of HTTP/2 with prior knowledge (RFC 9113) to answer probes and
 * to do something else to requests. A probe asks for the path {@code /}, which has a number of its
 * own in HPACK's static table.
 */
final class StreamServer implements Counterpart {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final byte[] STATUS_200 = {(byte) 0x88};
  private static final int PATH_ROOT = 0x84;
  private static final int INDEXED = 0x80;

  /** What becomes of a request, once it has arrived whole. */
  enum Fault {
    /** RFC 9113, section 8.7: nothing was done with it. */
    REFUSED_STREAM(7),
    INTERNAL_ERROR(2),
    CANCEL(8),
    ENHANCE_YOUR_CALM(11),
    /** The connection ends; this request was not looked at. */
    GOAWAY_BELOW(0),
    /** The connection ends; this request is the last one that is answered. */
    GOAWAY_ANSWERED(0),
    /** The connection ends, and this request may have been done. */
    GOAWAY_HANGS_UP(0),
    /** The headers of a success, then RST_STREAM (INTERNAL_ERROR). */
    RESET_AFTER_HEADERS(2),
    /** The answer never comes, and pings are answered. */
    SILENCE(0);

    private final int code;

    Fault(int code) {
      this.code = code;
    }
  }

  private final ServerSocket listening;
  private final Fault fault;
  private final boolean once;
  private final AtomicInteger requests = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * A server.
   *
   * @param text a fault; then {@code once} if the second request succeeds
   */
  StreamServer(String text) {
    this.once = text.endsWith(" once");
    this.fault = Fault.valueOf(text.replace(" once", ""));
    try {
      listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    background(this::accept);
  }

  private static void background(Runnable task) {
    Thread thread = TestThreads.thread("streams", task);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  @Override
  public String settings() {
    return "http: {http2PriorKnowledge: true}";
  }

  @Override
  public int requests() {
    return requests.get();
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
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readFully(new byte["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length()]);
      send(socket, SETTINGS, 0, 0, new byte[0]);
      while (!socket.isClosed()) {
        byte[] payload = new byte[in.readUnsignedByte() << 16 | in.readUnsignedShort()];
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        in.readFully(payload);
        frame(socket, type, flags, stream, payload);
      }
    } catch (IOException gone) {
      return; // one of the two has hung up
    } finally {
      open.remove(socket);
    }
  }

  private void frame(Socket socket, int type, int flags, int stream, byte[] payload)
      throws IOException {
    boolean ends = (flags & END_STREAM) != 0;
    if ((type == SETTINGS || type == PING) && flags == 0) {
      send(socket, type, 1, 0, type == PING ? payload : new byte[0]); // acknowledged
    } else if (type == HEADERS && isProbe(payload)) {
      send(socket, HEADERS, END_HEADERS | END_STREAM, stream, STATUS_200);
    } else if ((type == HEADERS || type == DATA) && ends) {
      strike(socket, stream, requests.incrementAndGet());
    }
  }

  /** The method comes first, then the path; a method that has no number is written out. */
  private static boolean isProbe(byte[] headers) {
    boolean numbered = (headers[0] & INDEXED) != 0;
    int path = numbered ? 1 : 2 + (headers[1] & 0x7f);
    return (headers[path] & 0xff) == PATH_ROOT;
  }

  private void strike(Socket socket, int stream, int number) throws IOException {
    if (once && number > 1) {
      send(socket, HEADERS, END_HEADERS | END_STREAM, stream, STATUS_200);
      return;
    }
    switch (fault) {
      case REFUSED_STREAM, INTERNAL_ERROR, CANCEL, ENHANCE_YOUR_CALM -> reset(socket, stream);
      case RESET_AFTER_HEADERS -> {
        send(socket, HEADERS, END_HEADERS, stream, STATUS_200);
        reset(socket, stream);
      }
      case GOAWAY_BELOW -> goAway(socket, stream - 2);
      case GOAWAY_ANSWERED -> {
        goAway(socket, stream);
        send(socket, HEADERS, END_HEADERS | END_STREAM, stream, STATUS_200);
      }
      case GOAWAY_HANGS_UP -> {
        goAway(socket, stream);
        socket.close();
      }
      case SILENCE -> {
        // not a byte
      }
    }
  }

  private void reset(Socket socket, int stream) throws IOException {
    send(socket, RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(fault.code).array());
  }

  private static void goAway(Socket socket, int last) throws IOException {
    send(socket, GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(last).putInt(0).array());
  }

  private static void send(Socket socket, int type, int flags, int stream, byte[] payload)
      throws IOException {
    socket
        .getOutputStream()
        .write(
            ByteBuffer.allocate(9 + payload.length)
                .putShort((short) 0)
                .put((byte) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
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
