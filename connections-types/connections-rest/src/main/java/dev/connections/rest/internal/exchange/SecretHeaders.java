package dev.connections.rest.internal.exchange;

import dev.connections.Secret;
import dev.connections.rest.RestConfiguration;
import dev.connections.rest.internal.failure.UnusableSecretException;
import dev.connections.rest.internal.request.HeaderRules;
import dev.connections.rest.internal.token.Token;
import dev.connections.settings.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import okhttp3.Request;

/** The secret headers of a connection, fetched again for every request, so that they may rotate. */
public final class SecretHeaders {

  private static final String AUTHORIZATION = "Authorization";

  private final RestConfiguration configuration;

  public SecretHeaders(RestConfiguration configuration) {
    this.configuration = configuration;
  }

  /** Adds them where the request does not bring its own. */
  public void addTo(Request.Builder sent, Request request) throws IOException {
    if (configuration.bearerToken().isPresent()) {
      add(sent, request, AUTHORIZATION, "Bearer ", configuration.bearerToken().get());
    }
    if (configuration.apiKey().isPresent()) {
      add(sent, request, configuration.apiKeyHeader(), "", configuration.apiKey().get());
    }
    if (request.header(AUTHORIZATION) != null) {
      return;
    }
    if (configuration.basic().isPresent()) {
      sent.header(AUTHORIZATION, basic(configuration.basic().get()));
    }
    Token token = request.tag(Token.class);
    if (token != null) {
      sent.header(AUTHORIZATION, "Bearer " + token.value());
    }
  }

  private static void add(
      Request.Builder sent, Request request, String header, String prefix, Secret secret)
      throws IOException {
    if (request.header(header) != null) {
      return;
    }
    String value = secret.reveal();
    // OkHttp would show the value in its message.
    if (value.isEmpty() || !HeaderRules.isValue(value)) {
      throw new UnusableSecretException(header, secret);
    }
    sent.header(header, prefix + value);
  }

  /** The header's value (RFC 7617): whatever the password holds, but no line break. */
  private static String basic(Credentials credentials) throws UnusableSecretException {
    String pair = credentials.apply((user, password) -> user + ":" + password);
    if (pair.chars().anyMatch(Character::isISOControl)) {
      throw new UnusableSecretException(AUTHORIZATION, credentials.password());
    }
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
