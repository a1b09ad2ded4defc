package dev.connections.rest;

import dev.connections.Secret;
import java.io.IOException;
import okhttp3.Request;

/** The secret headers of a connection, fetched again for every request, so that they may rotate. */
final class Credentials {

  private final RestConfiguration configuration;

  Credentials(RestConfiguration configuration) {
    this.configuration = configuration;
  }

  /** Adds them where the request does not bring its own. */
  void addTo(Request.Builder sent, Request request) throws IOException {
    if (configuration.bearerToken().isPresent()) {
      add(sent, request, "Authorization", "Bearer ", configuration.bearerToken().get());
    }
    if (configuration.apiKey().isPresent()) {
      add(sent, request, configuration.apiKeyHeader(), "", configuration.apiKey().get());
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
}
