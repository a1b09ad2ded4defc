package dev.connections.testsupport;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for a server on loopback, and its key, as files in PEM. Made by the
 * JDK's keytool.
 *
 * @param certificate the server's
 * @param key the server's key
 * @param root the file that a client must trust
 * @param store certificate and key, in PKCS 12, with {@link #STORE_PASSWORD}
 */
public record TestCertificate(Path certificate, Path key, Path root, Path store) {

  /** Of {@link #store()}. */
  public static final String STORE_PASSWORD = "changeit";

  public static TestCertificate forLoopback() throws Exception {
    Path folder = folder();
    keytool(
        folder,
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "2");
    return pems(folder, "server");
  }

  /** One that was valid until five days ago, and the authority that signed it as what to trust. */
  public static TestCertificate expired() throws Exception {
    Path folder = folder();
    keytool(
        folder,
        "-genkeypair",
        "-alias",
        "ca",
        "-keyalg",
        "EC",
        "-dname",
        "CN=authority",
        "-ext",
        "bc=ca:true",
        "-validity",
        "30",
        "-startdate",
        "-20d");
    keytool(
        folder,
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-signer",
        "ca",
        "-ext",
        "san=dns:localhost",
        "-startdate",
        "-10d",
        "-validity",
        "5");
    return pems(folder, "ca");
  }

  private static Path folder() throws Exception {
    return Files.createTempDirectory(
        Files.createDirectories(Path.of("target", "tls").toAbsolutePath()), "server");
  }

  private static void keytool(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
    command.addAll(List.of("-keystore", folder.resolve("server.p12").toString()));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new AssertionError(Files.readString(folder.resolve("keytool.log")));
    }
  }

  private static TestCertificate pems(Path folder, String trusted) throws Exception {
    KeyStore keys = keys(folder.resolve("server.p12"));
    Path chain = pem(folder, "CERTIFICATE", keys.getCertificate("server").getEncoded());
    Path root = chain;
    if (!trusted.equals("server")) {
      root = pem(folder.resolve(trusted), "CERTIFICATE", keys.getCertificate(trusted).getEncoded());
    }
    Path key =
        pem(
            folder,
            "PRIVATE KEY",
            keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded());
    PostgresServer.makePrivate(key);
    return new TestCertificate(chain, key, root, folder.resolve("server.p12"));
  }

  /** What a server with this certificate encrypts with. */
  public SSLContext server() throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys(store), STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** What a client encrypts with that trusts this certificate. */
  public SSLContext client() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(root)) {
      trusted.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static KeyStore keys(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    return keys;
  }

  private static Path pem(Path folder, String what, byte[] bytes) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        Files.createDirectories(folder)
            .resolve(what.toLowerCase(Locale.ROOT).replace(' ', '-') + ".pem"),
        "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
  }
}
