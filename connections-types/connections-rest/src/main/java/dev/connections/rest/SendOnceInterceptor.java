package dev.connections.rest;

import dev.connections.spi.AttemptScope;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Keeps OkHttp from repeating by itself what must not be done twice, and what the pipeline retries
 * and counts. It repeats a request whose answer was lost on a reused connection, whatever its
 * method, unless the body is one-shot; a call of the native client has no other retry.
 */
final class SendOnceInterceptor implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    AttemptScope scope = request.tag(AttemptScope.class);
    if (scope == null && MethodEffects.of(request.method()).isRepeatable()) {
      return chain.proceed(request);
    }
    if (scope != null && scope.operation().effect().isRepeatable()) {
      return chain.withRetryOnConnectionFailure(false).proceed(request);
    }
    RequestBody body = request.body();
    if (body == null) {
      return chain.withRetryOnConnectionFailure(false).proceed(request);
    }
    return chain.proceed(
        request.newBuilder().method(request.method(), new OneShotBody(body)).build());
  }
}
