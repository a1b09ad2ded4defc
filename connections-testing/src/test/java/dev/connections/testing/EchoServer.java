package dev.connections.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A real server for tests, with a protocol of lines: {@code HELLO secret} must come first, {@code
 * PING} gives {@code PONG}, {@code ECHO text} gives {@code ECHO text}, {@code SEND n} gives a line
 * of n letters, {@code HANG} gives nothing.
 */
final class EchoServer implements Peer, AutoCloseable {

  static final String VERSION = "EchoServer/1.4";

  private final String secret;
  private final Set<Socket> sessions = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final @Nullable SSLContext tls;
  private final ProxyDoor door;

  /** A server that lets in who knows the secret. */
  EchoServer(String secret) {
    this(secret, null);
  }

  /** The same, which speaks nothing but TLS if it is given how. */
  EchoServer(String secret, @Nullable SSLContext tls) {
    this.secret = secret;
    this.tls = tls;
    this.door = new ProxyDoor(socket -> daemon("echo-server", () -> letIn(socket)));
  }

  @Override
  public List<Integer> ports() {
    return List.of(door.port());
  }

  int port() {
    return door.port();
  }

  @Override
  public void start() {
    door.open();
  }

  @Override
  public void stop() throws IOException {
    door.shut();
    for (Socket session : sessions) {
      session.close();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    door.close();
  }

  /** The requests that arrived, without those that say hello. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  int sessions() {
    return sessions.size();
  }

  private void letIn(ServerSocket socket) {
    while (true) {
      try {
        Socket session = socket.accept();
        sessions.add(session);
        daemon("echo-session", () -> serve(session));
        if (socket.isClosed()) {
          session.close();
        }
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    try (Socket session = encrypted(accepted)) {
      accepted.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(session.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = session.getOutputStream();
      if (!("HELLO " + secret).equals(in.readLine())) {
        answer(out, "DENIED");
        return;
      }
      answer(out, "HELLO " + VERSION);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        requests.add(line);
        answer(out, line);
      }
    } catch (IOException gone) {
      // a session ends with its socket
    } finally {
      sessions.remove(accepted);
    }
  }

  private Socket encrypted(Socket accepted) throws IOException {
    if (tls == null) {
      return accepted;
    }
    SSLSocket session = (SSLSocket) tls.getSocketFactory().createSocket(accepted, null, 0, true);
    session.setUseClientMode(false);
    return session;
  }

  private static void answer(OutputStream out, String line) throws IOException {
    if (line.startsWith("HANG")) {
      return;
    }
    String answer = line;
    if (line.equals("PING")) {
      answer = "PONG";
    } else if (line.startsWith("SEND ")) {
      answer = "x".repeat(Integer.parseInt(line.substring("SEND ".length())));
    }
    out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
