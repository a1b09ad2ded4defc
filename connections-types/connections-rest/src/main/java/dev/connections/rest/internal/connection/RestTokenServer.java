package dev.connections.rest.internal.connection;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionException;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestRequest;
import dev.connections.rest.auth.OAuth2Settings;
import dev.connections.rest.internal.failure.NoTokenException;
import dev.connections.rest.internal.request.AttemptBody;
import dev.connections.rest.internal.token.ClientLogin;
import dev.connections.rest.internal.token.TokenAnswer;
import dev.connections.rest.internal.token.TokenFailures;
import dev.connections.rest.internal.token.TokenServer;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** A token server that is another connection. Thread-safe. */
final class RestTokenServer implements TokenServer {

  /** Asking twice gives two tokens, and does no harm. */
  private static final Operation GET_TOKEN = Operation.idempotent("oauth2-token");

  private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

  private final OAuth2Settings settings;
  private final Supplier<RestConnection> connection;
  private final Supplier<JsonCodec> codec;
  private final TimeSource time;
  private final TokenFailures failures;

  RestTokenServer(
      OAuth2Settings settings,
      Supplier<RestConnection> connection,
      Supplier<JsonCodec> codec,
      TimeSource time,
      TokenFailures failures) {
    this.settings = settings;
    this.connection = connection;
    this.codec = codec;
    this.time = time;
    this.failures = failures;
  }

  @Override
  public TokenAnswer ask() throws NoTokenException {
    JsonCodec json = json();
    ClientLogin login = ClientLogin.read(settings);
    RestRequest request =
        RestRequest.post(settings.path())
            .operation(GET_TOKEN)
            .header("Accept", "application/json")
            .body(new AttemptBody(FORM, url -> login.form(url.toString(), time.now())));
    String authorization = login.authorization();
    if (authorization != null) {
      request = request.header("Authorization", authorization);
    }
    String answer;
    try {
      answer = connection.get().send(request, JsonType.of(String.class));
    } catch (ConnectionException failure) {
      throw failures.of(failure, json);
    }
    return TokenAnswer.of(failures.server(), object(answer, json));
  }

  private JsonCodec json() throws NoTokenException {
    try {
      return codec.get();
    } catch (RuntimeException missing) {
      throw failures.permanent(
          "The answers of the token server cannot be read: " + missing.getMessage(), missing);
    }
  }

  /** Without a cause: codecs show the text that they cannot read, and it may be a token. */
  private Map<String, Object> object(String answer, JsonCodec json) throws NoTokenException {
    @Nullable Map<String, Object> object;
    try {
      object = json.decode(answer.getBytes(StandardCharsets.UTF_8), JsonType.mapOf(Object.class));
    } catch (IOException | RuntimeException unreadable) {
      object = null;
    }
    if (object == null) {
      throw failures.permanent(
          failures.server()
              + " answered with "
              + answer.length()
              + " characters that are no JSON"
              + " object",
          null);
    }
    return object;
  }

  @Override
  public Object credentials() {
    try {
      return ClientLogin.read(settings).mark();
    } catch (NoTokenException | RuntimeException unreadable) {
      return new Object(); // the next request says why
    }
  }
}
