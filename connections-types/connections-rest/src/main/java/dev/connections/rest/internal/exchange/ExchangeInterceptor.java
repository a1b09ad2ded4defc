package dev.connections.rest.internal.exchange;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What is done about each exchange of a call, redirects included, in its order. One interceptor,
 * because OkHttp makes for each of them, and for each request and response that it changes, objects
 * of some hundred bytes.
 */
final class ExchangeInterceptor implements Interceptor {

  private final OriginHeaders origin;

  ExchangeInterceptor(OriginHeaders origin) {
    this.origin = origin;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    PhaseListener phases = PhaseListener.of(request);
    KeptConnections.check(chain, phases);
    Request sent = origin.on(chain, Redirects.allowed(chain, request));
    Response answer = Framing.answer(chain, sent);
    boolean ofAttempt = phases != null && phases.scope() != null;
    // The requests that callers get to see never hold the credentials; those of attempts are ours.
    Response shown =
        ofAttempt || sent == request ? answer : answer.newBuilder().request(request).build();
    return Redirects.judged(request, shown, ofAttempt);
  }
}
