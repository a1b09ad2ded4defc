package dev.connections.sql.internal.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a PEM file as a trust store of Java, for drivers that read nothing else. The
 * file is made for one connect and deleted after it: so a certificate that was renewed is used by
 * the next one, and nothing is left behind. It holds what is public anyway.
 *
 * @param file the trust store
 * @param password of the trust store
 */
public record TrustStoreFile(Path file, String password) implements AutoCloseable {

  /** The form of it: the one that every JDK writes and that costs no derived key. */
  public static final String TYPE = "JKS";

  private static final int PASSWORD_BITS = 120;
  private static final int RADIX = 36;

  /**
   * Makes one of the setting {@code rootCertificate}; null if it is not set.
   *
   * @throws SQLException that names the setting, if that file cannot be used
   */
  public static @Nullable TrustStoreFile of(TlsFailures tls) throws SQLException {
    if (tls.rootCertificate().isEmpty()) {
      return null;
    }
    try {
      return of(tls.rootCertificate().get());
    } catch (IOException | GeneralSecurityException failure) {
      throw tls.unusableFile(new SQLException(failure.getMessage(), "08001", failure));
    }
  }

  /**
   * Makes one.
   *
   * @throws IOException if the PEM file cannot be read, or the trust store not be written
   * @throws GeneralSecurityException if there are no certificates in the PEM file
   */
  private static TrustStoreFile of(Path pem) throws IOException, GeneralSecurityException {
    String password = new BigInteger(PASSWORD_BITS, new SecureRandom()).toString(RADIX);
    KeyStore store = read(pem, TYPE);
    Path file = Files.createTempFile("connections-trust-", ".jks"); // for its owner alone
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    } catch (IOException | GeneralSecurityException failure) {
      Files.deleteIfExists(file);
      throw failure;
    }
    return new TrustStoreFile(file, password);
  }

  /**
   * The certificates of a PEM file.
   *
   * @param type the form of the store
   * @throws GeneralSecurityException if there are none
   */
  public static KeyStore read(Path pem, String type) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    int number = 0;
    try (InputStream in = Files.newInputStream(pem)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("root-" + number++, each);
      }
    }
    if (number == 0) {
      throw new CertificateException("There is no certificate in the file");
    }
    return store;
  }

  /** Deletes it. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
