package dev.connections.testsupport;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection to an {@link EchoPeer}: one exchange at a time. */
public final class EchoSocket implements Closeable {

  /** The server's answer that it will not. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private final Socket socket = new Socket();
  private final BufferedReader in;
  private final OutputStream out;
  private long exchanges;

  public EchoSocket(int port, Duration patience) throws IOException {
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) Math.max(1, patience.toMillis()));
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = socket.getOutputStream();
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  public String ask(String line) throws IOException {
    send(line);
    return receive();
  }

  public void send(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  String receive() throws IOException {
    String answer = in.readLine();
    if (answer == null) {
      throw new EOFException();
    }
    if (answer.startsWith("error ")) {
      throw new Refused(answer);
    }
    exchanges++;
    return answer;
  }

  /** How many were answered. */
  public long exchanges() {
    return exchanges;
  }

  public String echo(String text) throws IOException {
    return ask("echo " + text);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
