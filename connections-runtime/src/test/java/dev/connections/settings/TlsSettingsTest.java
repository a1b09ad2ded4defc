package dev.connections.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Secret;
import dev.connections.spi.RejectedSettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS settings against a real server, and what is said of files that cannot be used. */
@Timeout(120)
class TlsSettingsTest {

  @TempDir static Path folder;
  static TestIdentity server;
  static TestIdentity client;
  static TestIdentity expired;

  private final List<String> warnings = new ArrayList<>();

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = TestIdentity.of(folder, "localhost", "EC");
    client = TestIdentity.of(folder, "client", "RSA");
    expired = TestIdentity.of(folder, "expired", "EC", "-startdate", "-9d", "-validity", "3");
  }

  /** Ways to say who the client is. */
  enum Identity {
    PEM,
    ENCRYPTED_PEM,
    ONE_PEM,
    PKCS12
  }

  private static Optional<Secret> password(String value) {
    return Optional.of(Secret.of("${env:STORE_PASSWORD}", () -> value));
  }

  private static TlsSettings trusting(Path file, Optional<Secret> password) {
    return new TlsSettings(
        Optional.of(file),
        password,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static TlsSettings showing(
      Path certificate, @Nullable Path key, Optional<Secret> password) {
    return new TlsSettings(
        Optional.of(server.certificate()),
        Optional.empty(),
        Optional.of(certificate),
        Optional.ofNullable(key),
        password,
        Optional.empty(),
        false);
  }

  private static TlsSettings named(String name) {
    return new TlsSettings(
        Optional.of(server.certificate()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(name),
        false);
  }

  private static TlsSettings insecure() {
    return new TlsSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private TlsServer server(boolean asksWho) throws Exception {
    TlsSettings own =
        new TlsSettings(
            asksWho ? Optional.of(client.certificate()) : Optional.empty(),
            Optional.empty(),
            Optional.of(server.store()),
            Optional.empty(),
            password(TestIdentity.PASSWORD),
            Optional.empty(),
            false);
    return new TlsServer(own.context(warnings::add), asksWho);
  }

  private int ask(TlsServer server, TlsSettings settings, String host) throws Exception {
    return server.ask(settings, settings.context(warnings::add), host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PEM", "PKCS12", "JKS"})
  void aServerIsTrustedThatTheFileNames(String form) throws Exception {
    Path file =
        form.equals("PEM")
            ? server.certificate()
            : server.trustedIn(form, folder.resolve("trust." + form));
    Optional<Secret> password =
        form.equals("PEM") ? Optional.empty() : password(TestIdentity.PASSWORD);

    try (TlsServer peer = server(false)) {
      assertThat(ask(peer, trusting(file, password), "localhost")).isEqualTo('+');
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void aServerIsNotTrustedThatNobodyVouchesFor() throws Exception {
    try (TlsServer peer = server(false)) {
      assertThatThrownBy(() -> ask(peer, TlsSettings.DEFAULT, "localhost"))
          .isInstanceOf(SSLException.class);
      assertThatThrownBy(
              () -> ask(peer, trusting(client.certificate(), Optional.empty()), "localhost"))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void theServersCertificateMustHaveTheNameOfTheHostOrTheOneThatIsSet() throws Exception {
    try (TlsServer peer = server(false)) {
      TlsSettings plain = trusting(server.certificate(), Optional.empty());
      assertThatThrownBy(() -> ask(peer, plain, "db.example.com"))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("db.example.com");
      assertThat(ask(peer, named("localhost"), "db.example.com")).isEqualTo('+');
      assertThatThrownBy(() -> ask(peer, named("db.example.com"), "localhost"))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("db.example.com");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theClientShowsItsCertificate(Identity identity) throws Exception {
    TlsSettings settings =
        switch (identity) {
          case PEM -> showing(client.certificate(), client.key(), Optional.empty());
          case ENCRYPTED_PEM ->
              showing(
                  client.certificate(),
                  client.encryptedKey(folder.resolve("encrypted.key")),
                  password(TestIdentity.PASSWORD));
          case ONE_PEM ->
              showing(
                  Files.writeString(
                      folder.resolve("both.pem"),
                      Files.readString(client.key()) + Files.readString(client.certificate())),
                  null,
                  Optional.empty());
          case PKCS12 -> showing(client.store(), null, password(TestIdentity.PASSWORD));
        };

    try (TlsServer peer = server(true)) {
      assertThat(ask(peer, settings, "localhost")).isEqualTo('+');
      assertThat(peer.clients.take()).isEqualTo("CN=client");
    }
  }

  @Test
  void aServerThatAsksForACertificateDoesNotAnswerThoseWithout() throws Exception {
    try (TlsServer peer = server(true)) {
      assertThatThrownBy(
              () -> ask(peer, trusting(server.certificate(), Optional.empty()), "localhost"))
          .isInstanceOf(java.io.IOException.class);
      assertThat(peer.clients).isEmpty();
    }
  }

  @Test
  void whoeverAnswersIsTrustedOnlyWhereItIsWrittenAndWithAWarning() throws Exception {
    try (TlsServer peer = server(false)) {
      assertThat(ask(peer, insecure(), "db.example.com")).isEqualTo('+');
    }
    assertThat(warnings).singleElement().asString().contains("insecure", "not verified");
  }

  @Test
  void anExpiredCertificateIsWarnedOfAndUsed() {
    SSLContext context =
        showing(expired.certificate(), expired.key(), Optional.empty()).context(warnings::add);

    assertThat(context).isNotNull();
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("CN=expired", "expired.crt", "has expired on", "renew it");
  }

  private String rejected(TlsSettings settings) {
    Throwable thrown = catchThrowable(() -> settings.context(warnings::add));
    assertThat(thrown)
        .isInstanceOf(RejectedSettingsException.class)
        .hasMessageNotContaining(TestIdentity.PASSWORD)
        .hasMessageNotContaining("wrong-canary");
    return String.valueOf(thrown.getMessage());
  }

  private String trustRejected(Path file, Optional<Secret> password) {
    return rejected(trusting(file, password));
  }

  @Test
  void aFileToTrustThatCannotBeUsedIsNamedWithItsReason() throws Exception {
    Path missing = folder.resolve("missing.pem");
    assertThat(trustRejected(missing, Optional.empty()))
        .contains("trust names " + missing + ", which does not exist", "correct the path");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    assertThat(trustRejected(empty, Optional.empty())).contains(empty + ", which is empty");
    Path text = Files.writeString(folder.resolve("text.pem"), "hello");
    assertThat(trustRejected(text, Optional.empty()))
        .contains(text + ", which is neither PEM nor a key store");
    assertThat(trustRejected(folder, Optional.empty())).contains("is a folder");
    assertThat(trustRejected(server.key(), Optional.empty())).contains("has no certificate");
    Path cut = Files.writeString(folder.resolve("cut.pem"), cut(server.certificate(), 300));
    assertThat(trustRejected(cut, Optional.empty())).contains("damaged or has no end");
    Path damaged =
        Files.writeString(
            folder.resolve("damaged.pem"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertThat(trustRejected(damaged, Optional.empty())).contains("certificate that is damaged");
    Path broken = folder.resolve("broken.p12");
    Files.write(broken, Arrays.copyOf(Files.readAllBytes(server.store()), 200));
    assertThat(trustRejected(broken, password(TestIdentity.PASSWORD)))
        .contains(broken + ", which is neither PEM nor a key store that can be read");
  }

  private static String cut(Path file, int length) throws Exception {
    return Files.readString(file).substring(0, length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void aStoreWithAnotherPasswordNamesTheSecretAndNotItsValue(String form) throws Exception {
    Path store = server.trustedIn(form, folder.resolve("locked." + form));

    assertThat(trustRejected(store, password("wrong-canary")))
        .contains("trust names " + store)
        .contains("another password than trustPassword gives (${env:STORE_PASSWORD})")
        .contains("correct trustPassword");
  }

  @Test
  void aStoreThatNeedsAPasswordSaysWhichSettingIsMissing() throws Exception {
    Path store = server.trustedIn("PKCS12", folder.resolve("closed.p12"));

    assertThat(trustRejected(store, Optional.empty())).contains("set trustPassword");
  }

  @Test
  void aKeyThatCannotBeUsedIsNamedWithItsReason() throws Exception {
    Path locked = client.encryptedKey(folder.resolve("locked.key"));
    assertThat(rejected(showing(client.certificate(), locked, Optional.empty())))
        .contains("key names " + locked + ", which has an encrypted key", "set keyPassword");
    assertThat(rejected(showing(client.certificate(), locked, password("wrong-canary"))))
        .contains("keyPassword", "(${env:STORE_PASSWORD})", "correct keyPassword");
    Path old = TestIdentity.pem(folder.resolve("old.key"), "RSA PRIVATE KEY", new byte[] {1, 2, 3});
    assertThat(rejected(showing(client.certificate(), old, Optional.empty())))
        .contains("old form RSA PRIVATE KEY", "openssl pkcs8 -topk8");
    Path damaged = TestIdentity.pem(folder.resolve("bad.key"), "PRIVATE KEY", new byte[] {1, 2});
    assertThat(rejected(showing(client.certificate(), damaged, Optional.empty())))
        .contains("damaged or of an algorithm");
    assertThat(rejected(showing(client.certificate(), client.certificate(), Optional.empty())))
        .contains("has no key");
    assertThat(rejected(showing(client.store(), client.key(), password("wrong-canary"))))
        .contains("is a key store, but key is set, too");
    assertThat(rejected(showing(client.store(), null, password("wrong-canary"))))
        .contains("another password than keyPassword gives");
  }

  @Test
  void aKeyOfAnotherCertificateIsRejected() {
    for (TestIdentity other : List.of(server, expired)) {
      assertThat(rejected(showing(client.certificate(), other.key(), Optional.empty())))
          .contains("key names " + other.key() + ", whose key is not that of certificate");
    }
    assertThat(rejected(showing(server.certificate(), expired.key(), Optional.empty())))
        .as("both of them are of elliptic curves")
        .contains("whose key is not that of certificate");
  }

  @Test
  void allFilesThatAreWrongAreNamedAtOnce() {
    Path none = folder.resolve("none");
    String all =
        rejected(
            new TlsSettings(
                Optional.of(none.resolve("a")),
                Optional.empty(),
                Optional.of(none.resolve("b")),
                Optional.of(none.resolve("c")),
                Optional.empty(),
                Optional.empty(),
                false));

    assertThat(all)
        .contains("trust names " + none.resolve("a"))
        .contains("certificate names " + none.resolve("b"))
        .contains("key names " + none.resolve("c"));
  }

  @Test
  void settingsThatContradictEachOtherAreRejectedTogetherBeforeAnyFileIsRead() {
    Path none = folder.resolve("none");
    assertThatThrownBy(
            () ->
                new TlsSettings(
                    Optional.of(none),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(none),
                    password("wrong-canary"),
                    Optional.of("not a name"),
                    true))
        .isInstanceOf(RejectedSettingsException.class)
        .hasMessageContaining("trust is never looked at with insecure: true")
        .hasMessageContaining("serverName is never looked at")
        .hasMessageContaining("certificate is missing")
        .hasMessageContaining("keyPassword is of no use without certificate")
        .hasMessageContaining("serverName is neither a host name nor an address");
    assertThatThrownBy(
            () ->
                new TlsSettings(
                    Optional.empty(),
                    password("wrong-canary"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false))
        .hasMessageContaining("trustPassword is of no use without trust");
  }
}
