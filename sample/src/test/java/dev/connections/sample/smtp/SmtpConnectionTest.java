package dev.connections.sample.smtp;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.sample.ConnectionTypes;
import dev.connections.testing.ConnectionTypeContract;
import dev.connections.testing.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The sample's own type keeps the contract, against a real mail server. */
class SmtpConnectionTest extends ConnectionTypeContract<SmtpConnection> {

  private static final MailPeer PEER = new MailPeer();

  @AfterAll
  static void stopMail() {
    PEER.stop();
  }

  @Override
  protected Peer peer() {
    return PEER;
  }

  @Override
  protected Class<SmtpConnection> connectionClass() {
    return SmtpConnection.class;
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.types(ConnectionTypes.source());
  }

  @Override
  protected String entry(int port) {
    return "type: Smtp\nhost: localhost\nport: " + port;
  }

  @Override
  protected void exchange(SmtpConnection connection, Operation operation) {
    connection.run(operation, SmtpConnectionTest::sendMail);
  }

  @Override
  protected CompletableFuture<?> exchangeAsync(SmtpConnection connection, Operation operation) {
    return connection.runAsync(operation, SmtpConnectionTest::sendMail);
  }

  private static void sendMail(SmtpSession session) throws IOException {
    session.send(new Mail("a@example.org", "b@example.org", "Contract", "Hello"));
  }

  @Override
  protected String requestText() {
    return "MAIL FROM";
  }

  private static final class MailPeer implements Peer {
    private final int port = freePort();
    private @Nullable GreenMail server;

    @Override
    public List<Integer> ports() {
      return List.of(port);
    }

    @Override
    public void start() {
      if (server == null) {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
      }
    }

    @Override
    public void stop() {
      if (server != null) {
        server.stop();
        server = null;
      }
    }

    private static int freePort() {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException failure) {
        throw new IllegalStateException("No free port", failure);
      }
    }
  }
}
