package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A server that redirects, put down as {@code 302 to another host}, and the host that it redirects
 * to. Sees to it that the other host gets nothing that was meant for the first one.
 */
final class RedirectFault implements Counterpart {

  private final FaultServer other =
      new FaultServer((number, head, socket) -> FaultServer.write(socket, FaultServer.ok(head)));

  private final Socket taken = new Socket();
  private final FaultServer first;

  /**
   * A redirect.
   *
   * @param text the status, and where to
   */
  RedirectFault(String text) {
    String status = text.substring(0, 3);
    String where = text.substring(4);
    String place =
        switch (where) {
          case "to itself" -> "Location: /orders\r\n";
          case "to another path" -> "Location: /orders/new\r\n";
          case "to another host" ->
              "Location: " + other.url().replace("127.0.0.1", "localhost") + "/orders\r\n";
          case "to a port where no one listens" ->
              "Location: http://127.0.0.1:" + unusedPort() + "/orders\r\n";
          case "to ftp" -> "Location: ftp://files.test/orders\r\n";
          case "to nowhere" -> "";
          default -> throw new IllegalArgumentException(text);
        };
    first =
        new FaultServer(
            (number, head, socket) ->
                FaultServer.write(
                    socket,
                    head.contains(" /orders/new ")
                        ? FaultServer.ok(head)
                        : "HTTP/1.1 "
                            + status
                            + " Moved\r\n"
                            + place
                            + "Content-Length: 0\r\n\r\n"));
  }

  /** One that is taken, so that no other server gets it, and on which no one listens. */
  private int unusedPort() {
    try {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return taken.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String url() {
    return first.url();
  }

  @Override
  public int requests() {
    assertThat(String.join("", other.seen()))
        .doesNotContain(MatrixRun.TOKEN)
        .doesNotContainIgnoringCase("X-Tenant", "X-Customer", "Authorization");
    assertThat(first.seen()).allMatch(head -> head.contains(MatrixRun.TOKEN));
    assertSameRequest(first);
    assertSameRequest(other);
    return first.requests() + other.requests();
  }

  /** Whoever gets the request under its method gets its body and its key. */
  private void assertSameRequest(FaultServer server) {
    String original = first.seen().isEmpty() ? "" : first.seen().get(0);
    String method = original.substring(0, original.indexOf(' ') + 1);
    for (String head : server.seen()) {
      if (head.startsWith(method)) {
        assertThat(head.contains("\r\nContent-Length: " + MatrixMethod.BODY.length()))
            .isEqualTo(original.contains("\r\nContent-Length: " + MatrixMethod.BODY.length()));
        assertThat(head.contains("\r\nIdempotency-Key: \"o-1\""))
            .isEqualTo(original.contains("\r\nIdempotency-Key: \"o-1\""));
      }
    }
  }

  @Override
  public int openSockets() {
    return first.openSockets() + other.openSockets();
  }

  @Override
  public void close() {
    first.close();
    other.close();
    try {
      taken.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
