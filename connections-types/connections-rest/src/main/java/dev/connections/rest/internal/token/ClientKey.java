package dev.connections.rest.internal.token;

import dev.connections.rest.auth.AssertionAlgorithm;
import dev.connections.rest.internal.failure.NoTokenException;
import dev.connections.spi.FailureClassification.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client's private key, read from a file in PEM. Messages name the file, never its content. */
final class ClientKey {

  /** RFC 7518, section 3.3. */
  private static final int LEAST_RSA_BITS = 2048;

  private static final int P256_BITS = 256;

  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----(?<body>.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  private final PrivateKey key;
  private final AssertionAlgorithm algorithm;
  private final byte[] file;

  private ClientKey(PrivateKey key, AssertionAlgorithm algorithm, byte[] file) {
    this.key = key;
    this.algorithm = algorithm;
    this.file = file;
  }

  /**
   * The key that is in a file now.
   *
   * @throws NoTokenException if there is none that can sign with this algorithm
   */
  static ClientKey read(Path path, AssertionAlgorithm algorithm) throws NoTokenException {
    byte[] file = content(path);
    String text = new String(file, StandardCharsets.ISO_8859_1);
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      throw unusable(
          path,
          "has no key in PEM (PKCS#8), which begins with -----BEGIN PRIVATE KEY-----",
          "convert the key: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW");
    }
    boolean rsa = algorithm == AssertionAlgorithm.RS256;
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(block.group("body"));
      PrivateKey key =
          KeyFactory.getInstance(rsa ? "RSA" : "EC")
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      check(path, key);
      return new ClientKey(key, algorithm, file);
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw unusable(
          path,
          "has a key that is damaged, or no " + (rsa ? "RSA" : "EC") + " key",
          "correct privateKey, or algorithm, which is " + algorithm);
    }
  }

  private static void check(Path path, PrivateKey key) throws NoTokenException {
    if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
      throw unusable(
          path,
          "has an RSA key of " + rsa.getModulus().bitLength() + " bits",
          "make one of at least " + LEAST_RSA_BITS + " bits");
    }
    if (key instanceof ECPrivateKey ec
        && ec.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
      throw unusable(path, "has a key on another curve than P-256", "make one for P-256");
    }
  }

  private static byte[] content(Path path) throws NoTokenException {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException missing) {
      throw unusable(path, "does not exist", "create the file or correct the path");
    } catch (IOException unreadable) {
      throw unusable(
          path,
          "cannot be read (" + unreadable.getClass().getSimpleName() + ")",
          "let the user of this process read it");
    }
  }

  private static NoTokenException unusable(Path path, String problem, String step) {
    return new NoTokenException(
        NoTokenException.because(Kind.AUTHENTICATION)
            .nextStep("oauth2.privateKey: " + step + "; it is read again for each token request")
            .because("The file '" + path + "' of oauth2.privateKey " + problem),
        null);
  }

  /** The signature in the form that RFC 7518 wants. */
  byte[] sign(byte[] text) {
    try {
      Signature signature =
          Signature.getInstance(
              switch (algorithm) {
                case RS256 -> "SHA256withRSA";
                case ES256 -> "SHA256withECDSAinP1363Format";
              });
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (InvalidKeyException unfit) {
      throw new IllegalStateException("The key was checked when it was read", unfit);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java 17 signs with " + algorithm, missing);
    }
  }

  /** What the file held. */
  byte[] file() {
    return file;
  }
}
