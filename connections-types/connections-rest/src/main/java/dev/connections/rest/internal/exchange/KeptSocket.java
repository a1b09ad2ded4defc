package dev.connections.rest.internal.exchange;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Looks at a socket that OkHttp is not reading. */
final class KeptSocket {

  /** What a read of one byte finds within a millisecond, the shortest wait that there is. */
  private enum Look {
    SILENT,
    BYTES,
    ENDED
  }

  private KeptSocket() {}

  /** Whether the other side has closed it, as far as is known. */
  static boolean hasEnded(Socket socket) {
    return look(socket) == Look.ENDED;
  }

  /** Whether it is open, and nothing has come in. */
  static boolean isSilent(Socket socket) {
    return look(socket) == Look.SILENT;
  }

  /** Whether bytes are waiting, as far as it tells without a wait: one with TLS says none. */
  static boolean hasBytes(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException broken) {
      return false; // whoever uses it will be told
    }
  }

  /** A byte that is read is lost: who finds one closes the socket. */
  private static Look look(Socket socket) {
    try {
      int readTimeout = socket.getSoTimeout();
      socket.setSoTimeout(1);
      try {
        return socket.getInputStream().read() < 0 ? Look.ENDED : Look.BYTES;
      } catch (SocketTimeoutException silence) {
        return Look.SILENT;
      } finally {
        if (!socket.isClosed()) {
          socket.setSoTimeout(readTimeout);
        }
      }
    } catch (IOException broken) {
      return Look.ENDED;
    }
  }
}
