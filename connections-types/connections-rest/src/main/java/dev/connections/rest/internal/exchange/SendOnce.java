package dev.connections.rest.internal.exchange;

import dev.connections.rest.internal.failure.StaleConnectionException;
import dev.connections.rest.internal.request.OneShotBody;
import java.io.IOException;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Keeps OkHttp from repeating by itself what must not be done twice, and what the pipeline retries
 * and counts. It repeats a request whose answer was lost on a reused connection, whatever its
 * method, unless the body is one-shot; a call of the native client has no other retry.
 *
 * <p>What was never sent is no repetition: a call that met a stale connection is made again.
 */
final class SendOnce {

  private SendOnce() {}

  /** The answer to a request that has its listener with it. */
  static Response send(Chain chain, Request request, PhaseListener phases) throws IOException {
    while (true) {
      try {
        return send(chain, request, phases.isRepeatable(), phases.scope() == null);
      } catch (StaleConnectionException unsent) {
        // Tried again: each takes one connection from those that were kept; a new one is not stale.
      }
    }
  }

  private static Response send(
      Chain chain, Request request, boolean repeatable, boolean isOfNativeClient)
      throws IOException {
    if (repeatable) {
      return isOfNativeClient
          ? chain.proceed(request)
          : chain.withRetryOnConnectionFailure(false).proceed(request);
    }
    RequestBody body = request.body();
    if (body == null) {
      return chain.withRetryOnConnectionFailure(false).proceed(request);
    }
    return chain.proceed(
        request.newBuilder().method(request.method(), new OneShotBody(body)).build());
  }
}
