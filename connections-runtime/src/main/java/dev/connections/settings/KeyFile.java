package dev.connections.settings;

import dev.connections.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A file of certificates, of a key, or of both. It is what its content says, not its name. */
final class KeyFile {

  /** What JKS begins with; PKCS12 begins with a sequence of ASN.1. */
  private static final int JKS = 0xFE;

  private static final int SEQUENCE = 0x30;

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA");

  private final byte[] content;

  private KeyFile(byte[] content) {
    this.content = content;
  }

  static KeyFile read(Path file) throws UnusableFileException {
    byte[] content;
    try {
      if (Files.isDirectory(file)) {
        throw new UnusableFileException("is a folder", "name a file");
      }
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new UnusableFileException("does not exist", "create the file or correct the path");
    } catch (IOException unreadable) {
      throw new UnusableFileException(
          "cannot be read (" + unreadable.getClass().getSimpleName() + ")",
          "let the user of this process read it");
    }
    if (content.length == 0) {
      throw new UnusableFileException("is empty", "copy the file again");
    }
    KeyFile read = new KeyFile(content);
    if (!read.isStore() && !Pem.isPem(content)) {
      throw new UnusableFileException(
          "is neither PEM nor a key store", "convert it to PEM, PKCS12 or JKS");
    }
    return read;
  }

  boolean isStore() {
    int first = content[0] & 0xFF;
    return first == JKS || first == SEQUENCE;
  }

  /** The certificates of a file in PEM, in their order. */
  List<X509Certificate> certificates() throws UnusableFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem.Block block : Pem.blocks(content)) {
      if (block.label().equals("CERTIFICATE")) {
        try {
          certificates.add(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(block.bytes())));
        } catch (GeneralSecurityException damaged) {
          throw new UnusableFileException(
              "has a certificate that is damaged", "copy the file again");
        }
      }
    }
    if (certificates.isEmpty()) {
      throw new UnusableFileException(
          "has no certificate", "name a file with -----BEGIN CERTIFICATE-----");
    }
    return certificates;
  }

  /** The key of a file in PEM. */
  PrivateKey key(Optional<Secret> password) throws UnusableFileException {
    for (Pem.Block block : Pem.blocks(content)) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return decoded(new PKCS8EncodedKeySpec(block.bytes()));
        }
        case "ENCRYPTED PRIVATE KEY" -> {
          return decoded(decrypted(block.bytes(), password));
        }
        case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
            throw new UnusableFileException(
                "has a key in the old form " + block.label(),
                "convert it to PKCS#8: openssl pkcs8 -topk8 -in KEY -out NEW");
        default -> {} // the certificate may stand in the same file
      }
    }
    throw new UnusableFileException("has no key", "name a file with -----BEGIN PRIVATE KEY-----");
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] encrypted, Optional<Secret> password)
      throws UnusableFileException {
    if (password.isEmpty()) {
      throw new UnusableFileException("has an encrypted key", "set keyPassword");
    }
    if (isBeyondAscii(password)) {
      throw new UnusableFileException(
          "has an encrypted key, and Java decrypts it with a password of ASCII only",
          "encrypt the key again with such a password, and set keyPassword to it");
    }
    PBEKeySpec revealed = new PBEKeySpec(password.get().reveal().toCharArray());
    try {
      EncryptedPrivateKeyInfo info = encryptedWith(encrypted);
      // The name of PBES2 is that of its parameters; "PBES2" itself is no cipher.
      String algorithm =
          info.getAlgName().equals("PBES2")
              ? info.getAlgParameters().toString()
              : info.getAlgName();
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(revealed),
          info.getAlgParameters());
      return info.getKeySpec(cipher);
    } catch (NoSuchAlgorithmException | NoSuchPaddingException unknown) {
      throw encryptedInAnUnknownWay();
    } catch (GeneralSecurityException wrong) {
      throw new UnusableFileException(
          "has a key with another password than keyPassword gives" + of(password),
          "correct keyPassword");
    } finally {
      revealed.clearPassword();
    }
  }

  private static EncryptedPrivateKeyInfo encryptedWith(byte[] encrypted)
      throws UnusableFileException {
    try {
      return new EncryptedPrivateKeyInfo(encrypted);
    } catch (IOException unknown) { // such as Triple DES, AES-192 and scrypt, for PBES2
      throw encryptedInAnUnknownWay();
    }
  }

  private static UnusableFileException encryptedInAnUnknownWay() {
    return new UnusableFileException(
        "has a key that is encrypted in a way that Java does not know",
        "encrypt it again: openssl pkcs8 -topk8 -v2 aes256 -in KEY -out NEW");
  }

  /** Java takes each character of a password for one byte of seven bits, or none of them. */
  private static boolean isBeyondAscii(Optional<Secret> password) {
    return password.map(Secret::reveal).orElse("").chars().anyMatch(c -> c < ' ' || c > '~');
  }

  private static PrivateKey decoded(PKCS8EncodedKeySpec bytes) throws UnusableFileException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(bytes);
      } catch (GeneralSecurityException another) {
        // It says for which algorithm it is only to those who read ASN.1.
      }
    }
    throw new UnusableFileException(
        "has a key that is damaged or of an algorithm that Java does not know", "copy it again");
  }

  /** The key store. */
  KeyStore store(String setting, Optional<Secret> password) throws UnusableFileException {
    char[] revealed = password.map(Secret::reveal).map(String::toCharArray).orElse(null);
    try {
      KeyStore store = KeyStore.getInstance((content[0] & 0xFF) == JKS ? "JKS" : "PKCS12");
      store.load(new ByteArrayInputStream(content), revealed);
      if (store.size() == 0 && password.isEmpty()) {
        throw new UnusableFileException("is a key store that needs a password", "set " + setting);
      }
      return store;
    } catch (IOException | GeneralSecurityException wrong) {
      if (wrong.getCause() instanceof UnrecoverableKeyException) {
        if (isBeyondAscii(password)) {
          throw new UnusableFileException(
              "is a key store that cannot be opened, and Java opens some with ASCII only",
              "give it a password of ASCII characters, and set " + setting + " to it");
        }
        throw new UnusableFileException(
            "is a key store with another password than " + setting + " gives" + of(password),
            "correct " + setting);
      }
      throw new UnusableFileException(
          "is neither PEM nor a key store that can be read; it may be damaged",
          "copy the file again; a certificate in DER is converted by openssl x509 -inform der");
    }
  }

  private static String of(Optional<Secret> password) {
    return password.map(secret -> " (" + secret.reference() + ")").orElse("");
  }

  /** The certificates of a store that stand there to be trusted, not those of its keys. */
  static List<X509Certificate> trustedIn(KeyStore store) throws GeneralSecurityException {
    List<X509Certificate> trusted = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate certificate =
          store.isCertificateEntry(alias) ? store.getCertificate(alias) : null;
      if (certificate instanceof X509Certificate x509) {
        trusted.add(x509);
      }
    }
    return trusted;
  }

  /** The alias of the only private key. */
  static String keyIn(KeyStore store) throws UnusableFileException, GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
        keys.add(alias);
      }
    }
    if (keys.isEmpty()) {
      throw new UnusableFileException("has no key", "import the key with its certificate");
    }
    if (keys.size() > 1) {
      throw new UnusableFileException(
          "has " + keys.size() + " keys (" + String.join(", ", keys) + ")",
          "name a store with one: keytool -importkeystore -srckeystore FILE -srcalias ALIAS"
              + " -destkeystore NEW");
    }
    return keys.get(0);
  }
}
