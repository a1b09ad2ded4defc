package dev.connections.internal.configuration.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * By which it can be seen whether the values that references gave have changed, though nothing else
 * has: two secrets are equal if their references are. It holds no value: it is a hash whose salt is
 * drawn by each process, and means nothing outside of it. Immutable.
 *
 * <p>A salted digest and no HMAC: nobody outside the process ever sees one, and the first {@code
 * Mac} of a process takes as long as opening a connection.
 */
public final class SecretsFingerprint {

  private static final String ALGORITHM = "SHA-256";
  private static final SecretsFingerprint NO_SECRETS = new SecretsFingerprint("");

  /** Drawn when there is something to hash. */
  private static final class Salt {
    static final byte[] BYTES = drawn();

    private static byte[] drawn() {
      byte[] bytes = new byte[32];
      new SecureRandom().nextBytes(bytes);
      return bytes;
    }
  }

  private final String hash;

  private SecretsFingerprint(String hash) {
    this.hash = hash;
  }

  /** The fingerprint of these digests, by the paths of the settings. */
  public static SecretsFingerprint of(SortedMap<String, String> digests) {
    if (digests.isEmpty()) {
      return NO_SECRETS;
    }
    StringBuilder text = new StringBuilder();
    digests.forEach((path, digest) -> text.append(path).append('=').append(digest).append('\n'));
    return new SecretsFingerprint(digest(text.toString()));
  }

  /** The salted hash of one value. */
  public static String digest(String value) {
    try {
      MessageDigest digest = MessageDigest.getInstance(ALGORITHM);
      digest.update(Salt.BYTES);
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretsFingerprint fingerprint && hash.equals(fingerprint.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  /** Says what it is only. */
  @Override
  public String toString() {
    return "(fingerprint of secrets)";
  }
}
