package dev.connections.testing;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One session with an {@link EchoServer}; for one thread at a time. */
public final class EchoClient implements AutoCloseable {

  /** Until somebody closes the session. */
  static final Duration FOREVER = Duration.ofDays(1);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Socket socket = new Socket();
  private final Socket inClear;
  private final BufferedReader in;
  private final String version;

  EchoClient(int port, String secret) throws IOException {
    this(port, secret, PATIENCE);
  }

  EchoClient(int port, String secret, Duration patience) throws IOException {
    this(port, secret, patience, null);
  }

  EchoClient(int port, String secret, Duration patience, @Nullable SSLContext tls)
      throws IOException {
    int millis = Math.max(1, (int) patience.toMillis());
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
      patience(patience);
      inClear =
          tls == null
              ? socket
              : tls.getSocketFactory().createSocket(socket, "localhost", port, true);
      in =
          new BufferedReader(
              new InputStreamReader(inClear.getInputStream(), StandardCharsets.UTF_8));
      String answer = ask("HELLO " + secret);
      if (!answer.startsWith("HELLO ")) {
        throw new DeniedException(answer + " to HELLO " + secret); // drivers do such things
      }
      version = answer.substring("HELLO ".length());
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  /** The server did not accept the secret. */
  static final class DeniedException extends IOException {
    private static final long serialVersionUID = 1L;

    DeniedException(String answer) {
      super(answer);
    }
  }

  String version() {
    return version;
  }

  int localPort() {
    return socket.getLocalPort();
  }

  /** How long reading may take from now on. */
  void patience(Duration patience) throws IOException {
    socket.setSoTimeout(Math.max(1, (int) patience.toMillis()));
  }

  /** Sends a line and gives the answer. */
  public String ask(String line) throws IOException {
    send(line);
    return read();
  }

  void send(String line) throws IOException {
    inClear.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  String read() throws IOException {
    StringBuilder answer = new StringBuilder();
    for (int letter = in.read(); letter != '\n'; letter = in.read()) {
      if (letter < 0) {
        throw new EOFException("The server ended the session after '" + answer + "'");
      }
      answer.append((char) letter);
    }
    return answer.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
