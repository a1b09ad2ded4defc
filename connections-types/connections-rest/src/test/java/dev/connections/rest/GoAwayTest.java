package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.testsupport.TestThreads;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An HTTP/2 server that says goodbye in the middle of a POST (RFC 9113, section 6.8). */
@Tag("situation")
@Timeout(60)
class GoAwayTest {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final byte[] STATUS_200 = {(byte) 0x88};

  /** What the server does at the end of the first request with a body. */
  private enum Goodbye {
    /** The request is the last one that is answered. */
    ANSWERS,
    /** The request was not looked at. */
    LEAVES_OUT,
    /** The request may have been done, but there is no answer. */
    HANGS_UP
  }

  private final AtomicInteger bodies = new AtomicInteger();

  private RestResponse<Void> post(Goodbye goodbye) throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      background(() -> accept(listening, goodbye));
      try (ConnectionProvider provider =
          ShopProvider.open(listening.getLocalPort(), "http: {http2PriorKnowledge: true}")) {
        return provider
            .get("shop", RestConnection.class)
            .exchange(RestRequest.post("/orders").body(1), Void.class);
      }
    }
  }

  private static void background(Runnable task) {
    Thread thread = TestThreads.thread("goaway", task);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket listening, Goodbye goodbye) {
    try {
      while (true) {
        Socket socket = listening.accept();
        background(() -> serve(socket, goodbye));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket, Goodbye goodbye) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readFully(new byte["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length()]);
      send(socket, SETTINGS, 0, 0, new byte[0]);
      while (true) {
        byte[] payload = new byte[in.readUnsignedByte() << 16 | in.readUnsignedShort()];
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        in.readFully(payload);
        if ((type == SETTINGS || type == PING) && flags == 0) {
          send(socket, type, 1, 0, type == PING ? payload : new byte[0]); // acknowledged
        } else if (type == HEADERS && (flags & END_STREAM) != 0) {
          answer(socket, stream);
        } else if (type == DATA && (flags & END_STREAM) != 0) {
          received(socket, stream, bodies.incrementAndGet() > 1 ? null : goodbye);
        }
      }
    } catch (IOException gone) {
      // one of the two has hung up
    }
  }

  private static void received(Socket socket, int stream, @Nullable Goodbye goodbye)
      throws IOException {
    if (goodbye != null) {
      int last = goodbye == Goodbye.LEAVES_OUT ? stream - 2 : stream;
      send(socket, GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(last).putInt(0).array());
    }
    if (goodbye == Goodbye.HANGS_UP) {
      socket.close();
    } else if (goodbye != Goodbye.LEAVES_OUT) {
      answer(socket, stream);
    }
  }

  private static void answer(Socket socket, int stream) throws IOException {
    send(socket, HEADERS, END_HEADERS | END_STREAM, stream, STATUS_200);
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

  @Test
  void aRequestThatTheServerStillAnswersIsSentOnce() throws Exception {
    assertThat(post(Goodbye.ANSWERS).status()).isEqualTo(200);
    assertThat(bodies).hasValue(1);
  }

  @Test
  void aRequestThatTheServerLeavesOutIsSentAgain() throws Exception {
    assertThat(post(Goodbye.LEAVES_OUT).status()).isEqualTo(200);
    assertThat(bodies).as("the first of them was not looked at").hasValue(2);
  }

  @Test
  void aRequestThatMayHaveBeenDoneIsNotSentAgain() {
    ConnectionException failure =
        catchThrowableOfType(ConnectionException.class, () -> post(Goodbye.HANGS_UP));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(bodies).hasValue(1);
  }
}
