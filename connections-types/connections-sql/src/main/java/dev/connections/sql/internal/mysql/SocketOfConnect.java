package dev.connections.sql.internal.mysql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of MariaDB's driver, and lets whoever connects have the one that was made for
 * it: only closing it frees a thread that waits in the driver. The driver makes an object of this
 * class itself, by its name, so what is handed over lies with the thread until it is taken.
 */
public final class SocketOfConnect extends SocketFactory {

  private static final ThreadLocal<@Nullable Socket> MADE = new ThreadLocal<>();

  /** For the driver. */
  public SocketOfConnect() {}

  /** The last one that was made in this thread since the last call; null if there was none. */
  public static @Nullable Socket take() {
    Socket made = MADE.get();
    MADE.remove();
    return made;
  }

  /** Not connected yet; the driver does that, with its limit. */
  @Override
  public Socket createSocket() {
    Socket made = new Socket();
    MADE.set(made);
    return made;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw onlyUnconnected();
  }

  /** They would connect without a limit. */
  private static IOException onlyUnconnected() {
    return new IOException("This factory makes sockets that are not connected yet");
  }
}
