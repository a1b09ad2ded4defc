package dev.connections.settings;

import dev.connections.Secret;
import dev.connections.spi.RejectedSettingsException;
import dev.connections.spi.binding.Violations;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The files that TLS settings name, read and checked together. For one thread. */
final class TlsFiles {

  private static final char[] IN_MEMORY = new char[0];

  private final TlsSettings settings;
  private final Consumer<String> warnings;

  TlsFiles(TlsSettings settings, Consumer<String> warnings) {
    this.settings = settings;
    this.warnings = warnings;
  }

  /**
   * What clients take.
   *
   * @param trust what the context verifies servers with
   */
  record Read(SSLContext context, X509TrustManager trust) {}

  /** Reads all files before it complains of any. */
  Read read() {
    Held held = new Held();
    RejectedSettingsException.check(
        violations -> {
          at("trust", settings.trust(), violations, file -> held.trust = trusted(file));
          at("certificate", settings.certificate(), violations, file -> identity(file, held));
          at("key", settings.key(), violations, file -> held.key = key(file));
          if (settings.key().isPresent() && held.isMismatch()) {
            violations.at(
                "key",
                "names " + settings.key().orElseThrow() + ", whose key is not that of certificate",
                null,
                "name the key for which the certificate was made");
          }
        });
    if (!held.chain.isEmpty()) {
      warnOfDates("certificate", settings.certificate().orElseThrow(), held.chain.get(0));
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      X509TrustManager trust = trust(held);
      context.init(held.keyManagers(), new TrustManager[] {trust}, null);
      return new Read(context, trust);
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("Java cannot use what it has read", impossible);
    }
  }

  /** What the files held. */
  private static final class Held {
    private @Nullable KeyStore trust;
    private List<X509Certificate> certificates = List.of();
    private List<X509Certificate> chain = List.of();
    private @Nullable PrivateKey key;

    /** Finds the certificate of the key; whether there are certificates, and none is. */
    boolean isMismatch() {
      if (key != null) {
        chain = OwnChain.of(key, certificates);
      }
      return key != null && chain.isEmpty() && !certificates.isEmpty();
    }

    KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
      if (chain.isEmpty()) {
        return null;
      }
      KeyStore store = empty();
      store.setKeyEntry("client", key, IN_MEMORY, chain.toArray(new Certificate[0]));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, IN_MEMORY);
      return keys.getKeyManagers();
    }
  }

  private X509TrustManager trust(Held held) throws GeneralSecurityException {
    if (settings.insecure()) {
      warnings.accept(
          "insecure is true: the server's certificate is not verified, so that anyone on the way"
              + " can read and change what is sent");
      return new TrustsAnyServer();
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(held.trust); // null is what Java trusts
    for (TrustManager manager : trust.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new IllegalStateException("Java has no trust manager for X.509 certificates");
  }

  /** Something that is done with a file. */
  @FunctionalInterface
  private interface Reading {
    void of(KeyFile file) throws UnusableFileException, GeneralSecurityException, IOException;
  }

  private static void at(
      String setting, Optional<Path> path, Violations violations, Reading reading) {
    if (path.isEmpty()) {
      return;
    }
    try {
      reading.of(KeyFile.read(path.get()));
    } catch (UnusableFileException wrong) {
      violations.at(
          setting, "names " + path.get() + ", which " + wrong.getMessage(), null, wrong.remedy());
    } catch (GeneralSecurityException | IOException wrong) {
      violations.at(
          setting,
          "names " + path.get() + ", which Java cannot use (" + wrong.getClass().getName() + ")",
          null,
          null);
    }
  }

  private KeyStore trusted(KeyFile file)
      throws UnusableFileException, GeneralSecurityException, IOException {
    List<X509Certificate> certificates =
        file.isStore()
            ? KeyFile.trustedIn(file.store("trustPassword", settings.trustPassword()))
            : file.certificates();
    if (certificates.isEmpty()) {
      throw new UnusableFileException(
          "has no certificate that is marked as trusted; openssl pkcs12 -export marks none",
          "import one: keytool -importcert -keystore FILE; or name a file in PEM");
    }
    KeyStore store = empty();
    for (int i = 0; i < certificates.size(); i++) {
      warnOfDates("trust", settings.trust().orElseThrow(), certificates.get(i));
      store.setCertificateEntry("trusted" + i, certificates.get(i));
    }
    return store;
  }

  private void identity(KeyFile file, Held held)
      throws UnusableFileException, GeneralSecurityException {
    if (!file.isStore()) {
      held.certificates = file.certificates();
      if (settings.key().isPresent()) {
        return;
      }
      held.key = file.key(settings.keyPassword());
    } else if (settings.key().isPresent()) {
      throw new UnusableFileException(
          "is a key store, but key is set, too", "remove key, or name PEM");
    } else {
      ofStore(file.store("keyPassword", settings.keyPassword()), held);
    }
    if (held.isMismatch()) {
      throw new UnusableFileException(
          "has a key that is not that of its certificate", "put the right key into the file");
    }
  }

  private void ofStore(KeyStore store, Held held)
      throws UnusableFileException, GeneralSecurityException {
    String alias = KeyFile.keyIn(store);
    Certificate[] certificates = store.getCertificateChain(alias);
    if (certificates == null) { // encrypted, and left out without a password
      throw settings.keyPassword().isEmpty()
          ? new UnusableFileException("is a key store that needs a password", "set keyPassword")
          : new UnusableFileException(
              "has a key without its certificate", "import the key with its certificate");
    }
    char[] password = settings.keyPassword().map(Secret::reveal).orElse("").toCharArray();
    try {
      held.key = (PrivateKey) store.getKey(alias, password);
    } catch (GeneralSecurityException wrong) {
      throw new UnusableFileException(
          "has a key with another password than the store", "give both the same password");
    } finally {
      Arrays.fill(password, ' ');
    }
    held.certificates = Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
  }

  private PrivateKey key(KeyFile file) throws UnusableFileException {
    if (file.isStore()) {
      throw new UnusableFileException("is a key store", "name it as certificate, and remove key");
    }
    return file.key(settings.keyPassword());
  }

  private void warnOfDates(String setting, Path file, X509Certificate certificate) {
    String whose =
        "the certificate " + certificate.getSubjectX500Principal() + " (" + setting + ": " + file;
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException expired) {
      warnings.accept(
          whose + ") has expired on " + certificate.getNotAfter().toInstant() + ": renew it");
    } catch (CertificateNotYetValidException early) {
      warnings.accept(
          whose
              + ") is not valid before "
              + certificate.getNotBefore().toInstant()
              + ": check the clock of this machine");
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
