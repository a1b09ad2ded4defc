package dev.connections.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.internal.connection.StoppedTime;
import dev.connections.spi.RejectedSettingsException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed while a client uses them, against a real server. */
@Timeout(60)
class RenewedTlsTest {

  @TempDir static Path folder;
  static TestIdentity server;
  static TestIdentity first;
  static TestIdentity second;

  private final Path certificate = folder.resolve("current.pem");
  private final Path key = folder.resolve("current.key");
  private final List<String> warnings = new ArrayList<>();
  private final AtomicInteger renewals = new AtomicInteger();
  private final StoppedTime time = new StoppedTime();

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = TestIdentity.of(folder, "localhost", "EC");
    first = TestIdentity.of(folder, "first", "EC");
    second = TestIdentity.of(folder, "second", "EC");
  }

  /** As tools do it: another file takes the place of the old one at once. */
  private static void replace(Path file, Path by) throws Exception {
    Path beside = Files.copy(by, folder.resolve("new"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void use(TestIdentity identity) throws Exception {
    replace(key, identity.key());
    replace(certificate, identity.certificate());
  }

  private RenewedTls renewed() {
    return new RenewedTls(
        new TlsSettings(
            Optional.of(server.certificate()),
            Optional.empty(),
            Optional.of(certificate),
            Optional.of(key),
            Optional.empty(),
            Optional.empty(),
            false),
        "localhost",
        time,
        warnings::add,
        renewals::incrementAndGet);
  }

  private TlsServer server() throws Exception {
    Path clients = folder.resolve("clients.pem");
    Files.writeString(
        clients, Files.readString(first.certificate()) + Files.readString(second.certificate()));
    TlsSettings own =
        new TlsSettings(
            Optional.of(clients),
            Optional.empty(),
            Optional.of(server.certificate()),
            Optional.of(server.key()),
            Optional.empty(),
            Optional.empty(),
            false);
    return new TlsServer(own.context(warnings::add), true);
  }

  /** Who the server sees. */
  private static String seen(RenewedTls tls, TlsServer server) throws Exception {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
    try (SSLSocket socket =
        (SSLSocket) tls.socketFactory().createSocket(plain, "localhost", server.port(), true)) {
      assertThat(socket.getInputStream().read()).isEqualTo('+');
    }
    return String.valueOf(server.clients.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void aRenewedCertificateIsShownByTheNextSocket() throws Exception {
    use(first);
    RenewedTls tls = renewed();
    try (TlsServer peer = server()) {
      assertThat(seen(tls, peer)).isEqualTo("CN=first");

      use(second);
      assertThat(seen(tls, peer)).as("within a second").isEqualTo("CN=first");
      time.advance(Duration.ofSeconds(1));
      assertThat(seen(tls, peer)).isEqualTo("CN=second");
      assertThat(renewals).hasValue(1);
      assertThat(warnings).isEmpty();
    }
  }

  @Test
  void filesThatDoNotFitTogetherYetChangeNothingAndAreWarnedOfOnce() throws Exception {
    use(first);
    RenewedTls tls = renewed();
    try (TlsServer peer = server()) {
      replace(certificate, second.certificate());
      time.advance(Duration.ofSeconds(1));
      assertThat(seen(tls, peer)).isEqualTo("CN=first");
      time.advance(Duration.ofSeconds(1));
      assertThat(seen(tls, peer)).isEqualTo("CN=first");
      assertThat(warnings)
          .singleElement()
          .asString()
          .contains("renewed TLS files cannot be used, those read before stay in use")
          .contains("whose key is not that of certificate");

      replace(key, second.key());
      time.advance(Duration.ofSeconds(1));
      assertThat(seen(tls, peer)).isEqualTo("CN=second");
    }
  }

  @Test
  void aFileThatIsGoneForAWhileChangesNothing() throws Exception {
    use(first);
    RenewedTls tls = renewed();
    try (TlsServer peer = server()) {
      Files.delete(certificate);
      time.advance(Duration.ofSeconds(1));
      assertThat(seen(tls, peer)).isEqualTo("CN=first");
      assertThat(warnings).singleElement().asString().contains(certificate.toString());
    }
  }

  @Test
  void theFirstReadingSaysWhatIsWrong() throws Exception {
    use(first);
    Files.delete(certificate);

    assertThatThrownBy(this::renewed)
        .isInstanceOf(RejectedSettingsException.class)
        .hasMessageContaining(certificate.toString());
  }
}
