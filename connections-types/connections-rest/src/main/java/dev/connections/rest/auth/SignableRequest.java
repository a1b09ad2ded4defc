package dev.connections.rest.auth;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is about to be sent. Valid while it is being signed, for the thread that signs
 * it.
 */
public interface SignableRequest {

  /** The method, such as {@code GET}. */
  String method();

  /** The whole URL with its query, escaped as it is sent. */
  String url();

  /** The path of the URL, escaped as it is sent; begins with a slash. */
  String path();

  /** The query of the URL without its question mark, escaped as it is sent; null if it has none. */
  @Nullable String query();

  /**
   * The headers by name, whatever its case; all that are sent but what signing adds: {@code Host}
   * and, with a body, {@code Content-Type} and {@code Content-Length} among them.
   */
  Map<String, List<String>> headers();

  /**
   * Digests the body as it is sent; without a body, nothing is digested.
   *
   * @param digest such as {@code MessageDigest.getInstance("SHA-256")}
   * @return the digest; null if the body can be read only once, as one of the native client may
   * @throws IOException if the body cannot be read
   */
  byte @Nullable [] bodyDigest(MessageDigest digest) throws IOException;
}
