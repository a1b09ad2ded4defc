package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.monitoring.HealthStatus;
import dev.connections.provider.Connections;
import dev.connections.settings.TlsSettings;
import dev.connections.testsupport.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.CertificatePinner;
import okhttp3.Handshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom a REST connection trusts and who it is, against a real server. */
@Timeout(60)
class RestTlsTest {

  private static TestCertificate server;
  private static TestCertificate first;
  private static TestCertificate second;
  private static TestCertificate expired;

  @TempDir Path folder;
  private final MockWebServer api = new MockWebServer();

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = TestCertificate.forLoopback();
    first = TestCertificate.forLoopback();
    second = TestCertificate.forLoopback();
    expired = TestCertificate.expired();
  }

  @BeforeEach
  void answer() {
    api.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().body("ok").build();
          }
        });
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void start(SSLContext context) throws Exception {
    api.useHttps(context.getSocketFactory());
    api.start();
  }

  private static SSLContext identityOf(TestCertificate identity) {
    return new TlsSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.of(identity.certificate()),
            Optional.of(identity.key()),
            Optional.empty(),
            Optional.empty(),
            false)
        .context(warning -> {});
  }

  /** A server that knows two clients. */
  private void startForClients() throws Exception {
    Path clients = folder.resolve("clients.pem");
    Files.writeString(
        clients, Files.readString(first.certificate()) + Files.readString(second.certificate()));
    api.requireClientAuth();
    start(
        new TlsSettings(
                Optional.of(clients),
                Optional.empty(),
                Optional.of(server.certificate()),
                Optional.of(server.key()),
                Optional.empty(),
                Optional.empty(),
                false)
            .context(warning -> {}));
  }

  private ConnectionProvider open(String host, String settings) {
    return Connections.builder()
        .configuration(
            ConnectionsConfiguration.ofText(
                "connections.yaml",
                """
                connections:
                  shop:
                    type: Rest
                    url: https://%s:%d/api
                    retry: { maxAttempts: 1 }
                    %s
                """
                    .formatted(host, api.getPort(), settings)))
        .types(RestConnectionTypes.source())
        .open();
  }

  private static String get(ConnectionProvider provider) {
    return provider.get("shop", RestConnection.class).get("/a", String.class);
  }

  private void assertRejected(ConnectionProvider provider, String text) {
    try (provider) {
      assertThatExceptionOfType(PermanentConnectionException.class)
          .isThrownBy(() -> get(provider))
          .withMessageContaining(text);
      assertThat(api.getRequestCount()).isZero();
    }
  }

  @Test
  void onlyWhomTheFileNamesIsTrusted() throws Exception {
    start(server.server());

    try (ConnectionProvider provider =
        open("localhost", "tls: { trust: '" + server.root() + "' }")) {
      assertThat(get(provider)).isEqualTo("ok");
    }
  }

  @Test
  void aServerThatNoOneVouchesForGetsNoRequest() throws Exception {
    start(server.server());

    assertRejected(open("localhost", ""), "certificate");
    assertRejected(open("localhost", "tls: { trust: '" + first.root() + "' }"), "certificate");
  }

  @Test
  void aCertificateOfAnotherNameIsRejectedUnlessThatNameIsExpected() throws Exception {
    start(server.server());

    assertRejected(open("127.0.0.1", "tls: { trust: '" + server.root() + "' }"), "127.0.0.1");
    try (ConnectionProvider provider =
        open("127.0.0.1", "tls: { trust: '" + server.root() + "', serverName: localhost }")) {
      assertThat(get(provider)).isEqualTo("ok");
    }
  }

  @Test
  void anExpiredCertificateIsRejected() throws Exception {
    start(identityOf(expired));

    assertRejected(open("localhost", "tls: { trust: '" + expired.root() + "' }"), "expired");
  }

  @Test
  void insecureIsSpelledOutAndTrustsAnyone() throws Exception {
    start(expired.server());

    try (ConnectionProvider provider = open("127.0.0.1", "tls: { insecure: true }")) {
      assertThat(get(provider)).isEqualTo("ok");
    }
  }

  @Test
  void aPinnedKeyMustBeInTheChain() throws Exception {
    start(server.server());
    String pin = CertificatePinner.pin(certificateOf(server));

    try (ConnectionProvider provider =
        open(
            "localhost",
            "tls: { trust: '" + server.root() + "' }\n    http: { pins: ['" + pin + "'] }")) {
      assertThat(get(provider)).isEqualTo("ok");
    }
    String other = CertificatePinner.pin(certificateOf(first));
    int before = api.getRequestCount();
    try (ConnectionProvider provider =
        open(
            "localhost",
            "tls: { trust: '" + server.root() + "' }\n    http: { pins: ['" + other + "'] }")) {
      assertThatExceptionOfType(PermanentConnectionException.class)
          .isThrownBy(() -> get(provider))
          .withMessageContaining("pin");
    }
    assertThat(api.getRequestCount()).isEqualTo(before);
  }

  private static Certificate certificateOf(TestCertificate of) throws Exception {
    String pem = Files.readString(of.certificate());
    byte[] bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return java.security.cert.CertificateFactory.getInstance("X.509")
        .generateCertificate(new java.io.ByteArrayInputStream(bytes));
  }

  private void use(TestCertificate identity) throws Exception {
    replace("key.pem", identity.key());
    replace("certificate.pem", identity.certificate());
  }

  private void replace(String file, Path by) throws Exception {
    Path beside = Files.copy(by, folder.resolve("new"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Who the server saw in the last request. */
  private Certificate seen() throws Exception {
    RecordedRequest last = null;
    for (RecordedRequest next = api.takeRequest(0, TimeUnit.SECONDS);
        next != null;
        next = api.takeRequest(0, TimeUnit.SECONDS)) {
      last = next;
    }
    Handshake handshake = Objects.requireNonNull(Objects.requireNonNull(last).getHandshake());
    return handshake.peerCertificates().get(0);
  }

  private String mutual() {
    return "tls: { trust: '%s', certificate: '%s', key: '%s' }"
        .formatted(server.root(), folder.resolve("certificate.pem"), folder.resolve("key.pem"));
  }

  @Test
  void aRenewedClientCertificateIsShownWithoutAReload() throws Exception {
    startForClients();
    use(first);
    try (ConnectionProvider provider = open("localhost", mutual())) {
      assertThat(get(provider)).isEqualTo("ok");
      assertThat(seen()).isEqualTo(certificateOf(first));

      use(second);
      while (!shownBySoon(provider).equals(certificateOf(second))) {
        TimeUnit.MILLISECONDS.sleep(50); // until the files were looked at again
      }
    }
  }

  private Certificate shownBySoon(ConnectionProvider provider) throws Exception {
    assertThat(get(provider)).isEqualTo("ok");
    return seen();
  }

  @Test
  void withoutTheCertificateThatTheServerAsksForNothingIsAnswered() throws Exception {
    startForClients();

    try (ConnectionProvider provider =
        open("localhost", "tls: { trust: '" + server.root() + "' }")) {
      assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> get(provider));
      assertThat(api.getRequestCount()).isZero();
    }
  }

  @Test
  void filesThatAreMissingAreToldAtTheFirstUseAndUsedOnceTheyAreThere() throws Exception {
    startForClients();

    try (ConnectionProvider provider = open("localhost", mutual())) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(shop::connect)
          .withMessageContaining("certificate.pem")
          .withMessageContaining("key.pem");

      use(first);
      assertThat(shop.checkHealth().status()).isNotEqualTo(HealthStatus.DOWN);
      assertThat(get(provider)).isEqualTo("ok");
      assertThat(seen()).isEqualTo(certificateOf(first));
    }
  }

  @Test
  void tlsForAnUrlWithoutItIsAMistake() {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> ShopProvider.open(8, "tls: { insecure: true }"))
        .withMessageContaining("tls is never used with http://");
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> ShopProvider.open(8, "http: { pins: ['sha1/abc'] }"))
        .withMessageContaining("sha256/");
  }
}
