package dev.connections.rest;

import dev.connections.testsupport.Await;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;

/** What a server, or the network before it, can do to an answer. */
final class TransportFaults {

  private static final Duration DRIP = Duration.ofMillis(50);

  /** More than the buffers of both sockets hold: when it is written, the head has been read. */
  private static final int MORE_THAN_BUFFERS = 12 << 20;

  private static final int ANNOUNCED = 16 << 20;

  private static final Map<String, FaultServer.Fault> FAULTS =
      Map.ofEntries(
          Map.entry("reset before the headers", (number, head, socket) -> reset(socket)),
          Map.entry(
              "reset in the headers",
              (number, head, socket) -> {
                FaultServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Le");
                reset(socket);
              }),
          Map.entry("reset in the body", TransportFaults::resetInTheBody),
          Map.entry("closed without an answer", (number, head, socket) -> socket.close()),
          Map.entry("closed in the status line", closedAfter("HTTP/1.")),
          Map.entry("closed in the headers", closedAfter("HTTP/1.1 200 OK\r\nContent-Le")),
          Map.entry(
              "closed in the body", closedAfter("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{")),
          Map.entry(
              "closed in a chunk",
              closedAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n{")),
          Map.entry("closed in the body of a 500", closedAfter(error(500))),
          Map.entry("closed in the body of a 404", closedAfter(error(404))),
          Map.entry("no answer", (number, head, socket) -> silence(socket)),
          Map.entry("no answer until the attempt's limit", (n, head, socket) -> silence(socket)),
          Map.entry(
              "no body after the headers",
              (number, head, socket) -> {
                FaultServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n");
                if (!head.startsWith("HEAD ")) {
                  silence(socket);
                }
              }),
          Map.entry("headers that drip", dripping("", "HTTP/1.1 200 OK\r\nX-Slow: " + ones())),
          Map.entry(
              "a body that drips",
              dripping("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", ones())),
          Map.entry("a line that is not HTTP", closedAfter("220 mail.test ESMTP ready\r\n")),
          Map.entry(
              "lines that are not HTTP, kept open",
              (number, head, socket) -> {
                FaultServer.write(socket, "SSH-2.0-OpenSSH_9.2\r\nhello\r\n\r\n");
                silence(socket);
              }),
          Map.entry("a TLS alert", closedAfter("\u0015\u0003\u0001\u0000\u0002\u0002\u0046")),
          Map.entry(
              "a TLS alert with a line feed",
              closedAfter("\u0015\u0003\u0003\u0000\u0002\u0002\n")),
          Map.entry("bytes without a line, closed", closedAfter("\u0000\u0001\u0002garbage")),
          Map.entry(
              "a chunk without a size",
              closedAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n{}\r\n")),
          Map.entry("a body that is not gzip", packed("no gzip, though it says so")),
          Map.entry("a gzip body that is cut", packed(cutGzip())),
          Map.entry("headers without end", endless("X-More: " + ones() + "\r\n")),
          Map.entry("one header without end", endless(ones())),
          Map.entry("interim answers without end", TransportFaults::interim));

  private TransportFaults() {}

  static FaultServer.Fault named(String name) {
    FaultServer.Fault fault = FAULTS.get(name);
    if (fault == null) {
      throw new IllegalArgumentException("No fault is called " + name);
    }
    return fault;
  }

  private static String error(int status) {
    return "HTTP/1.1 " + status + " No\r\nContent-Length: 20\r\n\r\n{";
  }

  private static String ones() {
    return "1".repeat(100);
  }

  /** Closes it so that the other side gets a RST. */
  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static void resetInTheBody(int number, String head, Socket socket) throws IOException {
    FaultServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + ANNOUNCED + "\r\n\r\n");
    if (head.startsWith("HEAD ")) {
      return;
    }
    byte[] body = new byte[MORE_THAN_BUFFERS];
    Arrays.fill(body, (byte) '1');
    socket.getOutputStream().write(body);
    reset(socket);
  }

  /** A HEAD is answered by the headers; they are all that there is. */
  private static FaultServer.Fault closedAfter(String bytes) {
    int body = bytes.indexOf("\r\n\r\n") + 4;
    return (number, head, socket) -> {
      if (head.startsWith("HEAD ") && body > 3) {
        FaultServer.write(socket, bytes.substring(0, body));
        return;
      }
      FaultServer.write(socket, bytes);
      socket.close();
    };
  }

  /** Until the client hangs up. */
  private static void silence(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // it is still there
    }
  }

  private static FaultServer.Fault dripping(String atOnce, String slowly) {
    return (number, head, socket) -> {
      FaultServer.write(socket, atOnce);
      if (head.startsWith("HEAD ") && !atOnce.isEmpty()) {
        return;
      }
      for (String drop : slowly.split("")) {
        Await.pass(DRIP);
        FaultServer.write(socket, drop);
      }
    };
  }

  private static FaultServer.Fault packed(String body) {
    return (number, head, socket) ->
        FaultServer.write(
            socket,
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + (head.startsWith("HEAD ") ? "" : body));
  }

  private static String cutGzip() {
    Buffer packed = new Buffer();
    try (var text = Okio.buffer(new GzipSink(packed))) {
      text.writeUtf8("a text that is longer than nothing");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    return new String(
        packed.readByteString().substring(0, 20).toByteArray(),
        java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static FaultServer.Fault endless(String more) {
    return (number, head, socket) -> {
      FaultServer.write(socket, "HTTP/1.1 200 OK\r\nX-Endless: ");
      while (!socket.isClosed()) {
        FaultServer.write(socket, more);
      }
    };
  }

  private static void interim(int number, String head, Socket socket) throws IOException {
    while (!socket.isClosed()) {
      FaultServer.write(socket, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
    }
  }
}
