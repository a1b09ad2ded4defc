package dev.connections.rest.internal.token;

import dev.connections.Secret;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.rest.auth.ClientAuthentication;
import dev.connections.rest.auth.OAuth2Settings;
import dev.connections.rest.internal.failure.NoTokenException;
import dev.connections.spi.FailureClassification.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one token request says of the client, with the secret or key of the moment; forgotten after
 * it. Prints none of it.
 */
public final class ClientLogin {

  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final OAuth2Settings settings;
  private final @Nullable String secret;
  private final @Nullable ClientKey key;

  private ClientLogin(OAuth2Settings settings, @Nullable String secret, @Nullable ClientKey key) {
    this.settings = settings;
    this.secret = secret;
    this.key = key;
  }

  /**
   * Reads the secret or the key.
   *
   * @throws NoTokenException if it cannot be read
   */
  public static ClientLogin read(OAuth2Settings settings) throws NoTokenException {
    if (settings.authentication() == ClientAuthentication.PRIVATE_KEY_JWT) {
      return new ClientLogin(
          settings,
          null,
          ClientKey.read(settings.privateKey().orElseThrow(), settings.algorithm()));
    }
    Secret secret = settings.clientSecret().orElseThrow();
    try {
      String value = secret.reveal();
      if (value.isEmpty()) {
        throw unusable(
            "The value of " + secret.reference() + " for oauth2.clientSecret is empty", null);
      }
      return new ClientLogin(settings, value, null);
    } catch (ConnectionConfigurationException unreadable) {
      throw unusable(
          "oauth2.clientSecret cannot be read: " + unreadable.diagnosis().problem(), unreadable);
    }
  }

  private static NoTokenException unusable(String problem, @Nullable Throwable cause) {
    return new NoTokenException(
        NoTokenException.because(Kind.AUTHENTICATION)
            .nextStep("Correct the secret; it is read again for each token request")
            .because(problem),
        cause);
  }

  /** The value of the header {@code Authorization}; null if there is none. */
  public @Nullable String authorization() {
    if (settings.authentication() != ClientAuthentication.BASIC || secret == null) {
      return null;
    }
    String pair = encoded(settings.clientId()) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The body, as {@code application/x-www-form-urlencoded}.
   *
   * @param url where it is sent
   */
  public String form(String url, Instant now) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    if (!settings.scope().isEmpty()) {
      form.put("scope", String.join(" ", settings.scope()));
    }
    settings.audience().ifPresent(audience -> form.put("audience", audience));
    settings.resource().ifPresent(resource -> form.put("resource", resource));
    form.putAll(settings.parameters());
    if (settings.authentication() != ClientAuthentication.BASIC) {
      form.put("client_id", settings.clientId());
    }
    if (key != null) {
      form.put("client_assertion_type", ASSERTION);
      form.put("client_assertion", ClientAssertion.of(settings, key, url, now));
    } else if (settings.authentication() == ClientAuthentication.POST && secret != null) {
      form.put("client_secret", secret);
    }
    return form.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Equal for logins with the same secret or key, which cannot be found out from it. */
  public Object mark() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(settings.clientId().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return HexFormat.of()
          .formatHex(
              digest.digest(
                  key != null
                      ? key.file()
                      : String.valueOf(secret).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256", missing);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
