package dev.connections.sql.mysql;

import dev.connections.sql.internal.dialect.TrustStoreFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a file in PEM as a key store, since MySQL's driver reads no PEM: a temporary
 * file, made again when the file in PEM has changed. Unlike a {@link TrustStoreFile} it stays,
 * since the driver opens a second session to cancel a statement of the first. Holds nothing that is
 * secret. Thread-safe.
 */
final class TrustedCertificates {

  /** A key store must have one. */
  static final String PASSWORD = "nothing-secret-in-here";

  static final String TYPE = "PKCS12";

  private final Path pem;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Path store;
  private @Nullable FileTime read;

  TrustedCertificates(Path pem) {
    this.pem = pem;
  }

  /** Where the key store is, as a URL. */
  String url() throws SQLException {
    lock.lock();
    try {
      FileTime changed = Files.getLastModifiedTime(pem);
      Path made = store;
      if (made == null || !changed.equals(read) || !Files.exists(made)) {
        made = made == null ? temporary() : made;
        write(made);
        store = made;
        read = changed;
      }
      return made.toUri().toString();
    } catch (IOException | GeneralSecurityException failure) {
      throw new SQLException("The file holds no certificates in PEM", "08000", failure);
    } finally {
      lock.unlock();
    }
  }

  private static Path temporary() throws IOException {
    Path file = Files.createTempFile("connections-trusted", ".p12");
    file.toFile().deleteOnExit();
    return file;
  }

  private void write(Path target) throws IOException, GeneralSecurityException {
    KeyStore certificates = TrustStoreFile.read(pem, TYPE);
    try (OutputStream out = Files.newOutputStream(target)) {
      certificates.store(out, PASSWORD.toCharArray());
    }
  }
}
