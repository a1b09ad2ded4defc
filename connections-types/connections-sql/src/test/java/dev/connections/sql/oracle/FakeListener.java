package dev.connections.sql.oracle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A socket that answers the first packet of the driver and no other: as Oracle's listener does when
 * it rejects a connection, or as something that is none.
 */
final class FakeListener implements AutoCloseable {

  /** What comes in place of a listener's answer. */
  enum Answer {
    SILENCE,
    RESET,
    END,
    GARBAGE
  }

  /** The type of the packet by which a listener rejects, and where its text begins. */
  private static final int REFUSE = 4;

  private static final int HEADER = 12;

  private final ServerSocket listening;
  private final Answer answer;
  private final byte[] bytes;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final List<String> received = new CopyOnWriteArrayList<>();

  private FakeListener(ServerSocket listening, Answer answer, byte[] bytes) {
    this.listening = listening;
    this.answer = answer;
    this.bytes = bytes;
  }

  static FakeListener start(Answer answer) throws IOException {
    return start(answer, "SSH-2.0-OpenSSH_9.6\r\n".getBytes(US_ASCII), null);
  }

  /** One that rejects each connection with an error. */
  static FakeListener rejecting(int number) throws IOException {
    return start(Answer.GARBAGE, refusal(number), null);
  }

  /** The same over TLS. */
  static FakeListener rejecting(int number, SSLContext tls) throws IOException {
    return start(Answer.GARBAGE, refusal(number), tls);
  }

  private static FakeListener start(Answer answer, byte[] bytes, @Nullable SSLContext tls)
      throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    ServerSocket socket =
        tls == null
            ? new ServerSocket(0, 50, here)
            : tls.getServerSocketFactory().createServerSocket(0, 50, here);
    FakeListener listener = new FakeListener(socket, answer, bytes);
    Thread server = new Thread(listener::serve, "fake-listener");
    server.setDaemon(true);
    server.start();
    return listener;
  }

  private static byte[] refusal(int number) {
    byte[] text =
        ("(DESCRIPTION=(TMP=)(VSNNUM=0)(ERR=%d)(ERROR_STACK=(ERROR=(CODE=%d)(EMFI=4))))"
                .formatted(number, number))
            .getBytes(US_ASCII);
    byte[] packet = new byte[HEADER + text.length];
    packet[0] = (byte) (packet.length >> 8);
    packet[1] = (byte) packet.length;
    packet[4] = REFUSE;
    packet[10] = (byte) (text.length >> 8);
    packet[11] = (byte) text.length;
    System.arraycopy(text, 0, packet, HEADER, text.length);
    return packet;
  }

  int port() {
    return listening.getLocalPort();
  }

  /** All that was received, in the clear. */
  String received() {
    return String.join("\n", received);
  }

  private void serve() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        clients.add(client);
        serve(client);
      } catch (IOException gone) {
        // a client that has given up, or the end of the test
      }
    }
  }

  private void serve(Socket client) throws IOException {
    byte[] packet = new byte[8192];
    int length = client.getInputStream().read(packet);
    if (length > 0) {
      received.add(new String(packet, 0, length, ISO_8859_1));
    }
    switch (answer) {
      case SILENCE -> {}
      case RESET -> {
        client.setSoLinger(true, 0);
        client.close();
      }
      case END -> client.close();
      case GARBAGE -> {
        client.getOutputStream().write(bytes);
        client.getOutputStream().flush();
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
