package dev.connections.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Secret;
import dev.connections.spi.RejectedSettingsException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates as other programs write them. */
@Timeout(120)
@Tag("situation")
class ForeignFilesTest {

  /** As {@code openssl} names the ciphers of PBES2. */
  private static final String AES_256 = "60864801650304012a";

  private static final String AES_192 = "608648016503040116";

  @TempDir static Path folder;
  static TestIdentity server;
  static TestIdentity client;
  static List<String> chain;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = TestIdentity.of(folder, "localhost", "EC", "-ext", "san=dns:localhost,dns:db");
    Path store = folder.resolve("signed.p12");
    TestIdentity.keytool(folder, store, "root", "EC", "-ext", "bc=ca:true");
    TestIdentity.keytool(folder, store, "issuer", "RSA", "-signer", "root", "-ext", "bc=ca:true");
    client = TestIdentity.of(folder, store, "client", "RSA", "-signer", "issuer");
    chain = new ArrayList<>();
    for (Certificate each : opened(store).getCertificateChain("client")) {
      Path file = folder.resolve("part.pem");
      chain.add(Files.readString(TestIdentity.pem(file, "CERTIFICATE", each.getEncoded())));
    }
    assertThat(chain).hasSize(3);
  }

  private static KeyStore opened(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, TestIdentity.PASSWORD.toCharArray());
    }
    return keys;
  }

  /** The client's certificate and those that vouch for it. */
  private static Path signed() throws Exception {
    return Files.writeString(folder.resolve("signed.pem"), String.join("", chain));
  }

  private static Path written(KeyStore store, String name, String password) throws Exception {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private static Optional<Secret> password(String value) {
    return Optional.of(Secret.of("${env:STORE_PASSWORD}", () -> value));
  }

  private static TlsSettings showing(
      Path certificate, @Nullable Path key, Optional<Secret> password, @Nullable String name) {
    return new TlsSettings(
        Optional.of(server.certificate()),
        Optional.empty(),
        Optional.of(certificate),
        Optional.ofNullable(key),
        password,
        Optional.ofNullable(name),
        false);
  }

  private static TlsServer server() throws Exception {
    Path root = Files.writeString(folder.resolve("root.pem"), chain.get(2));
    TlsSettings own =
        new TlsSettings(
            Optional.of(root),
            Optional.empty(),
            Optional.of(server.store()),
            Optional.empty(),
            password(TestIdentity.PASSWORD),
            Optional.empty(),
            false);
    return new TlsServer(own.context(warning -> {}), true);
  }

  private static String rejected(TlsSettings settings) {
    Throwable thrown = catchThrowable(() -> settings.context(warning -> {}));
    assertThat(thrown).isInstanceOf(RejectedSettingsException.class);
    return String.valueOf(thrown.getMessage());
  }

  /** kubernetes/ingress-nginx#7799, Azure/secrets-store-csi-driver-provider-azure#156. */
  @ParameterizedTest
  @ValueSource(strings = {"0 1 2", "2 1 0", "1 0 2", "0 2 1", "2 0 s 1 1 0"})
  void theCertificatesOfAFileStandInAnyOrder(String order) throws Exception {
    StringBuilder all = new StringBuilder(Files.readString(client.key()));
    for (String part : order.split(" ")) {
      all.append(
          part.equals("s")
              ? Files.readString(server.certificate())
              : chain.get(Integer.parseInt(part)));
    }
    Path file = Files.writeString(folder.resolve("ordered.pem"), all);
    TlsSettings settings = showing(file, null, Optional.empty(), null);

    try (TlsServer peer = server()) {
      assertThat(peer.ask(settings, settings.context(warning -> {}), "localhost")).isEqualTo('+');
      assertThat(peer.clients.take())
          .as("its issuer is known from what we sent")
          .isEqualTo("CN=client");
    }
  }

  /** clj-http#656, zowe/api-layer#1939. */
  @Test
  void aStoreWithSeveralKeysIsRejectedWithTheirNamesInsteadOfOneBeingTaken() throws Exception {
    KeyStore store = opened(client.store());
    store.deleteEntry("issuer");
    Path file = written(store, "several.p12", TestIdentity.PASSWORD);

    assertThat(rejected(showing(file, null, password(TestIdentity.PASSWORD), null)))
        .contains("certificate names " + file + ", which has 2 keys (", "client", "root")
        .contains("keytool -importkeystore");
  }

  @Test
  void aSecretKeyBesideTheKeyIsLeftAlone() throws Exception {
    KeyStore store = opened(server.store());
    store.setEntry(
        "aes",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
        new KeyStore.PasswordProtection(TestIdentity.PASSWORD.toCharArray()));
    Path file = written(store, "secret.p12", TestIdentity.PASSWORD);

    assertThat(showing(file, null, password(TestIdentity.PASSWORD), null).context(warning -> {}))
        .isNotNull();
  }

  /** cert-manager/trust-manager#307 has stores with an empty password. */
  @Test
  void aStoreWithoutPasswordSettingSaysThatItNeedsOne() {
    assertThat(rejected(showing(server.store(), null, Optional.empty(), null)))
        .contains("is a key store that needs a password", "set keyPassword");
  }

  /** Hakky54/ayza#549. */
  @Test
  void aStoreToTrustWithoutTrustedCertificatesSaysWhyAndWhatElseWorks() {
    assertThat(
            rejected(
                new TlsSettings(
                    Optional.of(server.store()),
                    password(TestIdentity.PASSWORD),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false)))
        .contains("no certificate that is marked as trusted", "name a file in PEM");
  }

  /** netty#13536, elasticsearch#78901, keystore-explorer#363. */
  @Test
  void aKeyWhoseEncryptionJavaDoesNotKnowIsNotToldAsAWrongPassword() throws Exception {
    Path known = client.encryptedKey(folder.resolve("aes256.key"));
    String hex = HexFormat.of().formatHex(Pem.blocks(Files.readAllBytes(known)).get(0).bytes());
    assertThat(hex).contains(AES_256);
    Path unknown =
        TestIdentity.pem(
            folder.resolve("aes192.key"),
            "ENCRYPTED PRIVATE KEY",
            HexFormat.of().parseHex(hex.replace(AES_256, AES_192)));

    assertThat(
            rejected(showing(client.certificate(), unknown, password(TestIdentity.PASSWORD), null)))
        .contains("encrypted in a way that Java does not know", "openssl pkcs8 -topk8 -v2 aes256")
        .doesNotContain("another password");
  }

  @Test
  void aPasswordThatJavaCannotUseIsNotToldAsAWrongOne() throws Exception {
    Path key = client.encryptedKey(folder.resolve("locked.key"));

    assertThat(rejected(showing(client.certificate(), key, password("p\u00e4sswort"), null)))
        .contains("ASCII only", "encrypt the key again")
        .doesNotContain("another password", "sswort");
  }

  /** keystore-explorer#79: what {@code openssl rsa -aes256 -traditional} writes. */
  @Test
  void anEncryptedKeyInTheOldFormIsToldAsOneAndNotAsDamaged() throws Exception {
    Path old =
        Files.writeString(
            folder.resolve("traditional.key"),
            "-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\n"
                + "DEK-Info: AES-256-CBC,A1B2C3\r\n\r\nAAAA\r\n-----END RSA PRIVATE KEY-----\r\n");

    assertThat(rejected(showing(client.certificate(), old, Optional.empty(), null)))
        .contains("old form RSA PRIVATE KEY", "openssl pkcs8 -topk8");
  }

  /** netty#12005, trino#27478, JDK-8065422. */
  @ParameterizedTest
  @CsvSource({"db,,db", "localhost.,,localhost", "127.0.0.1,db,db"})
  void theServerIsAskedForByNameAlsoWithoutADotOrWithOneLast(
      String host, @Nullable String serverName, String asked) throws Exception {
    TlsSettings settings = showing(signed(), client.key(), Optional.empty(), serverName);

    try (TlsServer peer = server()) {
      assertThat(peer.ask(settings, settings.context(warning -> {}), host)).isEqualTo('+');
      assertThat(peer.names.take()).isEqualTo(asked);
    }
  }
}
