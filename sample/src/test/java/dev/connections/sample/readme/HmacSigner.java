package dev.connections.sample.readme;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connections.Secret;
import dev.connections.rest.RestConnection;
import dev.connections.rest.auth.RequestSigner;
import dev.connections.rest.auth.SignableRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signer of {@code docs/rest.md}. */
record HmacSigner(Secret key) implements RequestSigner {

  @Override
  public Map<String, String> sign(SignableRequest request) throws Exception {
    byte[] digest = request.bodyDigest(MessageDigest.getInstance("SHA-256"));
    if (digest == null) {
      throw new IllegalArgumentException("A body that can be read only once cannot be signed");
    }
    String date = Instant.now().toString();
    String query = request.query() == null ? "" : "?" + request.query();
    String text =
        String.join(
            "\n", request.method(), request.path() + query, date, HexFormat.of().formatHex(digest));
    return Map.of("X-Date", date, "X-Signature", hmac(text));
  }

  private String hmac(String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
  }

  static RestConnection signed(RestConnection gateway, Secret key) {
    return gateway.withSigner(new HmacSigner(key));
  }
}
