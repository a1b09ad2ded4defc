package dev.connections.sql;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate for a server on loopback, and its key, as files in PEM. Made by the
 * JDK's keytool.
 *
 * @param certificate the file that a client must trust
 * @param key the server's key
 */
record TestCertificate(Path certificate, Path key) {

  private static final String STORE_PASSWORD = "changeit";

  static TestCertificate forLoopback() throws Exception {
    Path folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target", "tls").toAbsolutePath()), "server");
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
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
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new AssertionError(Files.readString(folder.resolve("keytool.log")));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    Path certificate = pem(folder, "CERTIFICATE", keys.getCertificate("server").getEncoded());
    Path key =
        pem(
            folder,
            "PRIVATE KEY",
            keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded());
    PostgresServer.makePrivate(key);
    return new TestCertificate(certificate, key);
  }

  private static Path pem(Path folder, String what, byte[] bytes) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(what.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + ".pem"),
        "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
  }
}
