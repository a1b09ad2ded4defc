package dev.connections.rest.internal.token;

import dev.connections.rest.auth.OAuth2Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The token with which a client says who it is (RFC 7523, section 2.2): for one token server, for a
 * minute, for one use.
 */
final class ClientAssertion {

  private static final int SECONDS = 60;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private ClientAssertion() {}

  /**
   * A new one.
   *
   * @param url the token endpoint, for which alone it is
   */
  static String of(OAuth2Settings settings, ClientKey key, String url, Instant now) {
    StringBuilder header =
        new StringBuilder("{\"alg\":").append(quoted(settings.algorithm().name()));
    settings.keyId().ifPresent(id -> header.append(",\"kid\":").append(quoted(id)));
    header.append(",\"typ\":\"JWT\"}");
    String client = quoted(settings.clientId());
    long seconds = now.getEpochSecond();
    String claims =
        "{\"iss\":"
            + client
            + ",\"sub\":"
            + client
            + ",\"aud\":"
            + quoted(url)
            + ",\"jti\":"
            + quoted(UUID.randomUUID().toString())
            + ",\"iat\":"
            + seconds
            + ",\"exp\":"
            + (seconds + SECONDS)
            + "}";
    String signed = encoded(header.toString()) + "." + encoded(claims);
    return signed
        + "."
        + BASE64.encodeToString(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** A text in JSON. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            each -> {
              if (each < ' ') {
                json.append(String.format("\\u%04x", each));
              } else {
                json.append(each == '"' || each == '\\' ? "\\" : "").append((char) each);
              }
            });
    return json.append('"').toString();
  }
}
