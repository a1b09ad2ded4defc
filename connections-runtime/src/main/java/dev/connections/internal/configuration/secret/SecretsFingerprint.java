package dev.connections.internal.configuration.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * By which it can be seen whether the values that references gave have changed, though nothing else
 * has: two secrets are equal if their references are. It holds no value: it is a hash whose key is
 * drawn by each process, and means nothing outside of it. Immutable.
 */
public final class SecretsFingerprint {

  private static final String ALGORITHM = "HmacSHA256";
  private static final SecretKeySpec KEY = key();

  private final String hash;

  private SecretsFingerprint(String hash) {
    this.hash = hash;
  }

  /** The fingerprint of these digests, by the paths of the settings. */
  public static SecretsFingerprint of(SortedMap<String, String> digests) {
    StringBuilder text = new StringBuilder();
    digests.forEach((path, digest) -> text.append(path).append('=').append(digest).append('\n'));
    return new SecretsFingerprint(digest(text.toString()));
  }

  /** The keyed hash of one value. */
  public static String digest(String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(KEY);
      return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
    }
  }

  private static SecretKeySpec key() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new SecretKeySpec(bytes, ALGORITHM);
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
