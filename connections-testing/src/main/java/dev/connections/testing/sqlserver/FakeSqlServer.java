package dev.connections.testing.sqlserver;

import dev.connections.testing.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A fake of SQL Server on loopback, to which the real JDBC driver logs in. It checks user and
 * password, gives the server's error 18456 if they are wrong, encrypts if it was given a
 * certificate, runs statements and prepared statements, and confirms a client's wish to cancel.
 * What it answers, a {@link SqlServerScript} says.
 *
 * <pre>{@code
 * try (FakeSqlServer server =
 *     FakeSqlServer.start("app", "secret", SqlServerScript.of(sql ->
 *         sql.contains("orders") ? SqlServerAnswer.error(208) : SqlServerAnswer.number(1)))) {
 *   String url = "jdbc:sqlserver://localhost:" + server.port();
 *   …
 * }
 * }</pre>
 *
 * <p>It is no SQL Server, and proves nothing about one. It cannot: cursors, stored procedures,
 * distributed transactions, several statements at once, bulk copy, encrypted columns, {@code
 * encrypt=strict}, and logins by anything but a password. With TLS, a client that does not ask for
 * it is served without. Thread-safe; each session has a daemon thread of its own.
 */
public final class FakeSqlServer implements Peer, AutoCloseable {

  private final String username;
  private final String password;
  private final SqlServerScript script;
  private final @Nullable SSLContext tls;
  private final int port;
  private final List<SqlServerLogin> logins = new CopyOnWriteArrayList<>();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerSocket listening;

  private FakeSqlServer(
      String username, String password, SqlServerScript script, @Nullable SSLContext tls) {
    this.username = username;
    this.password = password;
    this.script = script;
    this.tls = tls;
    this.port = listen(0);
  }

  /** One that does not encrypt, at a port that was free. */
  public static FakeSqlServer start(String username, String password, SqlServerScript script) {
    return new FakeSqlServer(username, password, script, null);
  }

  /**
   * One that encrypts for clients that ask for it.
   *
   * @param tls has its certificate, and the key
   */
  public static FakeSqlServer start(
      String username, String password, SqlServerScript script, SSLContext tls) {
    return new FakeSqlServer(username, password, script, tls);
  }

  /** Where it listens, on loopback; always the same. */
  public int port() {
    return port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  /** Every login so far, in order, admitted or not. */
  public List<SqlServerLogin> logins() {
    return List.copyOf(logins);
  }

  /** How many clients are connected, logged in or not. */
  public int connections() {
    return clients.size();
  }

  @Override
  public void start() {
    if (listening == null) {
      listen(port);
    }
  }

  private int listen(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      listening = socket;
      daemon(() -> accept(socket), "accept");
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot listen at port " + wanted, failure);
    }
  }

  private void daemon(Runnable work, String what) {
    Thread thread = new Thread(work, "fake-sql-server-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        Socket client = socket.accept();
        clients.add(client);
        daemon(() -> serve(client), "session-" + client.getPort());
        if (socket.isClosed()) { // stopped meanwhile, which has not seen this one
          client.close();
        }
      }
    } catch (IOException stopped) {
      // that is how one stops it
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      new TdsConversation(client, tls).run(username, password, logins::add, script);
    } catch (IOException gone) {
      // the client, or we
    } finally {
      clients.remove(client);
    }
  }

  /** Ends all sessions and rejects new ones, until it is started again. */
  @Override
  public void stop() {
    ServerSocket socket = listening;
    listening = null;
    try {
      if (socket != null) {
        socket.close();
      }
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot stop listening at port " + port, failure);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "fake SQL Server at port " + port;
  }
}
