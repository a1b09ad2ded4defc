package dev.connections.rest.internal.token;

import dev.connections.Deadline;
import dev.connections.failure.Phase;
import dev.connections.rest.internal.exchange.SecretHeaders;
import dev.connections.rest.internal.failure.NoTokenException;
import dev.connections.rest.internal.request.BaseUrl;
import dev.connections.spi.AttemptScope;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Gives requests to a server the access token that they are sent with. It goes along as a tag, and
 * becomes a header where the request leaves for the server's own host ({@link SecretHeaders}).
 * Thread-safe.
 */
public final class BearerTokens {

  private static final int UNAUTHORIZED = 401;

  private final TokenSource source;
  private final BaseUrl base;

  public BearerTokens(TokenSource source, BaseUrl base) {
    this.source = source;
    this.base = base;
  }

  /** Why every call fails now for want of a token; null if none does. */
  public @Nullable String problem() {
    return source.problem();
  }

  /** A request of an attempt, with a token: waits for one within the attempt's deadline. */
  public Request onAttempt(Request request, AttemptScope scope) throws NoTokenException {
    if (needsNone(request)) {
      return request;
    }
    scope.enter(Phase.AUTH); // nothing is sent while it waits
    Token token = source.await(scope.deadline(), ending -> scope.onCancel(ending::run));
    scope.enter(Phase.SEND);
    return with(request, token);
  }

  /** A request of the native client, with a token: waits for one while the call is not canceled. */
  public Request onNative(Request request, Call call, Deadline limit) throws NoTokenException {
    if (needsNone(request)) {
      return request;
    }
    return with(
        request,
        source.await(
            limit,
            ending -> {
              call.addEventListener(
                  new EventListener() {
                    @Override
                    public void canceled(Call canceled) {
                      ending.run();
                    }
                  });
              if (call.isCanceled()) { // before anyone listened
                ending.run();
              }
            }));
  }

  /** A request that opens a stream of events, with a token: waits for one until the deadline. */
  public Request onStream(Request request, Deadline deadline) throws NoTokenException {
    return needsNone(request) ? request : with(request, source.await(deadline, ending -> {}));
  }

  /**
   * A probe's request, with the token that is there: whether the server lives is not its affair.
   */
  public Request onProbe(Request request) {
    Token token = source.current();
    return token == null || needsNone(request) ? request : with(request, token);
  }

  /** One that brings its own, or that goes elsewhere. */
  private boolean needsNone(Request request) {
    return request.header("Authorization") != null || !base.isSameOrigin(request.url());
  }

  private static Request with(Request request, Token token) {
    return request.newBuilder().tag(Token.class, token).build();
  }

  /**
   * Takes note of an answer that rejects the token it was asked with.
   *
   * @return whether the next request has another one
   */
  public boolean isRenewed(Response answer) {
    @Nullable Token used = answer.request().tag(Token.class);
    return answer.code() == UNAUTHORIZED
        && used != null
        && base.isSameOrigin(answer.request().url())
        && source.rejected(used);
  }
}
