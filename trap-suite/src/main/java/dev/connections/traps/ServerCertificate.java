package dev.connections.traps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for {@code localhost} that nobody has signed, made by the JDK's keytool.
 *
 * @param certificate the certificate, in PEM
 * @param key the server's key, in PEM
 * @param store both, in PKCS 12
 */
record ServerCertificate(Path certificate, Path key, Path store) {

  static final String STORE_PASSWORD = "changeit";

  static ServerCertificate in(Path parent) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(parent), "server");
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
      throw new IOException(Files.readString(folder.resolve("keytool.log")));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    Path certificate = folder.resolve("certificate.pem");
    write(certificate, "CERTIFICATE", keys.getCertificate("server").getEncoded());
    Path key = folder.resolve("key.pem");
    write(key, "PRIVATE KEY", keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded());
    if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }
    return new ServerCertificate(certificate, key, store);
  }

  private static void write(Path file, String what, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
  }
}
