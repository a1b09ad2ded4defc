package dev.connections.rest;

import dev.connections.testsupport.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server to which no connection can be opened.
 *
 * @param scheme what the connection is configured with, and the host
 * @param sockets what the server listens with
 * @param listens whether it does
 */
record TlsFault(String scheme, ServerSocketFactory sockets, boolean listens) {

  private static final String STORE = "javax.net.ssl.trustStore";

  /** Its maker takes a second. */
  private static @Nullable TestCertificate loopback;

  /** The server, put down as {@code a certificate that has expired}. */
  static TlsFault of(String text) throws Exception {
    return switch (text) {
      case "nothing listens" ->
          new TlsFault("http://127.0.0.1", ServerSocketFactory.getDefault(), false);
      case "a server without TLS, and https" ->
          new TlsFault("https://127.0.0.1", ServerSocketFactory.getDefault(), true);
      case "a server with TLS, and http" ->
          new TlsFault("http://localhost", sockets(loopback()), true);
      case "a certificate that is self-signed" ->
          new TlsFault("https://localhost", sockets(loopback()), true);
      case "a certificate of another host" ->
          new TlsFault("https://127.0.0.1", sockets(trusted(loopback())), true);
      case "a certificate that has expired" ->
          new TlsFault("https://localhost", sockets(trusted(TestCertificate.expired())), true);
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static TestCertificate loopback() throws Exception {
    TestCertificate made = loopback;
    if (made == null) {
      made = TestCertificate.forLoopback();
      loopback = made;
    }
    return made;
  }

  /** Encrypts with the server's key only; the store may hold that of the authority, too. */
  private static ServerSocketFactory sockets(TestCertificate certificate) throws Exception {
    char[] password = TestCertificate.STORE_PASSWORD.toCharArray();
    KeyStore keys = KeyStore.getInstance(certificate.store().toFile(), password);
    if (keys.containsAlias("ca")) {
      keys.deleteEntry("ca");
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  /** This JVM trusts whoever signed it until the property is cleared. */
  private static TestCertificate trusted(TestCertificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificate.root())) {
      trusted.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    Path store = certificate.store().resolveSibling("trusted.p12");
    try (OutputStream out = Files.newOutputStream(store)) {
      trusted.store(out, TestCertificate.STORE_PASSWORD.toCharArray());
    }
    System.setProperty(STORE, store.toString());
    System.setProperty(STORE + "Password", TestCertificate.STORE_PASSWORD);
    return certificate;
  }

  /** The server, which listens. */
  FaultServer server() {
    try {
      ServerSocket listening =
          sockets.createServerSocket(0, 50, InetAddress.getByName("localhost"));
      if (!listens) {
        listening.close();
      }
      return new FaultServer(
          scheme,
          listening,
          (number, head, socket) -> FaultServer.write(socket, FaultServer.ok(head)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
