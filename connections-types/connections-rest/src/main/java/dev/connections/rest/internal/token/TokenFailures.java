package dev.connections.rest.internal.token;

import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.rest.HttpAnswer;
import dev.connections.rest.internal.failure.NoTokenException;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.Redactor;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What it means for a connection that it gets no token from another one. Thread-safe. */
public final class TokenFailures {

  private static final int LONGEST_TEXT = 200;

  private final String server;
  private final Redactor redactor;

  /**
   * For the tokens of one connection.
   *
   * @param connection the name of the token server's connection
   */
  public TokenFailures(String connection, Redactor redactor) {
    this.server = "the token server '" + connection + "'";
    this.redactor = redactor;
  }

  /** What to call the token server. */
  public String server() {
    return server;
  }

  /** What it means that the token server's connection has failed. */
  public NoTokenException of(ConnectionException failure, JsonCodec json) {
    HttpAnswer answer = failure.detail(HttpAnswer.class).orElse(null);
    if (answer != null && isRefusal(answer.status())) {
      return refused(answer, json, failure);
    }
    return new NoTokenException(
        NoTokenException.because(kind(failure))
            .nextStep(failure.diagnosis().nextStep())
            .retryAfter(answer == null ? null : answer.retryAfter())
            .because("No access token from " + server + ": " + failure.diagnosis().problem()),
        failure);
  }

  /** What the server would say again; 408, 425 and 429 it would not. */
  private static boolean isRefusal(int status) {
    return status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
  }

  private static Kind kind(ConnectionException failure) {
    if (failure instanceof ConnectionAuthenticationException
        || failure instanceof ConnectionConfigurationException) {
      return Kind.AUTHENTICATION;
    }
    return failure instanceof PermanentConnectionException
            || failure instanceof ConnectionClosedException
        ? Kind.PERMANENT
        : Kind.TRANSIENT; // a full bulkhead or an open circuit of the other one, too
  }

  private NoTokenException refused(HttpAnswer answer, JsonCodec json, ConnectionException failure) {
    Optional<Map<String, Object>> said = answer.body(JsonType.mapOf(Object.class), json);
    String error = said.map(body -> text(body.get("error"))).orElse("");
    String description = said.map(body -> text(body.get("error_description"))).orElse("");
    return new NoTokenException(
        NoTokenException.because(Kind.AUTHENTICATION)
            .detail("HTTP " + answer.status())
            .nextStep(nextStep(error, answer.status()))
            .because(
                "Authentication failed: "
                    + server
                    + " rejected the client: "
                    + (error.isEmpty() ? "HTTP " + answer.status() : error)
                    + (description.isEmpty() ? "" : " (" + description + ")")),
        failure);
  }

  private String text(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return "";
    }
    String line = redactor.redact(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
  }

  private static String nextStep(String error, int status) {
    return switch (error) {
      case "invalid_client" ->
          "Correct oauth2.clientId, and clientSecret or privateKey; see whether the token server"
              + " wants authentication BASIC, POST or PRIVATE_KEY_JWT";
      case "invalid_scope" ->
          "Correct oauth2.scope, or have the token server allow the client these scopes";
      case "invalid_target" -> "Correct oauth2.audience and oauth2.resource";
      case "unauthorized_client", "unsupported_grant_type", "invalid_grant" ->
          "Have the token server allow the client the grant client_credentials";
      case "invalid_request" ->
          "Compare the settings of oauth2 with what the token server wants, such as scope,"
              + " audience and parameters";
      default ->
          status == 404 || status == 405
              ? "Correct oauth2.path, or the url of the token server's connection"
              : "Correct the settings of oauth2, or what the token server allows the client";
    };
  }

  /** What asking again does not change. */
  public NoTokenException permanent(String problem, @Nullable Throwable cause) {
    return new NoTokenException(
        NoTokenException.because(Kind.PERMANENT)
            .nextStep("Check that oauth2.path is the token endpoint, and what it answers")
            .because(problem),
        cause);
  }
}
