package dev.connections.rest.internal.exchange;

import dev.connections.rest.internal.failure.StaleConnectionException;
import java.io.IOException;
import java.net.Socket;
import okhttp3.Connection;
import okhttp3.Interceptor.Chain;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Sends nothing on a kept HTTP/1.1 connection that the server has closed, or on which unread bytes
 * are waiting: the request would be lost, or those bytes taken for its answer. OkHttp looks only at
 * connections that were idle for ten seconds, and a request that fails afterwards may have been
 * done.
 *
 * <p>Only the first exchange of a call is guarded, because the call is made again then: after a
 * redirect or a login that would send its first request twice.
 *
 * <p>Whether the server has closed it is only known after a wait for a millisecond. Requests that
 * may be sent again are spared it, because losing one costs no more than sending it again: for them
 * it is only asked whether bytes are waiting, which takes no time, and which a socket with TLS
 * cannot tell.
 *
 * <p>What the server sends together with an answer lies in OkHttp's buffer by now, unseen.
 */
final class KeptConnections {

  private KeptConnections() {}

  /**
   * Looks at the connection on which a request is about to be sent.
   *
   * @throws StaleConnectionException if it must not be sent there; the connection is closed then
   */
  static void check(Chain chain, @Nullable PhaseListener phases) throws IOException {
    Connection connection = chain.connection();
    if (phases != null
        && phases.isBeforeSendOnKept()
        && connection != null
        && !isMultiplexed(connection)) {
      Socket socket = connection.socket();
      if (phases.isRepeatable() ? KeptSocket.hasBytes(socket) : !KeptSocket.isSilent(socket)) {
        socket.close();
        throw new StaleConnectionException();
      }
    }
  }

  /** A connection of HTTP/2 is read all the time, so that its end is known. */
  private static boolean isMultiplexed(Connection connection) {
    Protocol protocol = connection.protocol();
    return protocol != Protocol.HTTP_1_1 && protocol != Protocol.HTTP_1_0;
  }
}
