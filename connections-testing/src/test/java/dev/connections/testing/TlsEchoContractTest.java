package dev.connections.testing;

import dev.connections.Deadline;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.testsupport.TestCertificate;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A peer that speaks nothing but TLS: the faults find its requests inside of the encryption. */
class TlsEchoContractTest extends SharedEchoContractTest {

  private static EchoServer server;
  private static PeerTls tls;

  @BeforeAll
  static void startTls() throws Exception {
    TestCertificate certificate = TestCertificate.forLoopback();
    tls = new PeerTls(certificate.server(), certificate.client());
    server = new EchoServer(SECRET, certificate.server());
    // The first handshake of a JVM takes seconds on a busy machine, and tests have time limits.
    new EchoClient(server.port(), SECRET, EchoClient.FOREVER, tls.toServer()).close();
  }

  @AfterAll
  static void stopTls() throws IOException {
    server.close();
  }

  @Override
  protected Peer peer() {
    return new TlsPeer(server, tls);
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.register(SharedEcho.TYPE, TlsEcho::new, EchoSettings::bind);
  }

  private static final class TlsEcho extends SharedEcho.Connection {

    TlsEcho(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    protected SharedEchoClient openClient(
        EndpointContext<EchoSettings> endpoint, Deadline deadline) {
      return new SharedEchoClient(endpoint.configuration(), tls.toServer());
    }
  }

  private record TlsPeer(EchoServer server, PeerTls tls) implements Peer {

    @Override
    public List<Integer> ports() {
      return server.ports();
    }

    @Override
    public void start() {
      server.start();
    }

    @Override
    public void stop() throws IOException {
      server.stop();
    }
  }
}
