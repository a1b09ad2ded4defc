package dev.connections.rest;

import dev.connections.Effect;
import dev.connections.spi.AttemptScope;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Keeps OkHttp from repeating by itself what must not be done twice. It repeats a request whose
 * answer was lost on a reused connection, whatever its method, unless the body is one-shot.
 */
final class SendOnceInterceptor implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (effectOf(request).isRepeatable()) {
      return chain.proceed(request);
    }
    RequestBody body = request.body();
    if (body == null) {
      return chain.withRetryOnConnectionFailure(false).proceed(request);
    }
    return chain.proceed(
        request.newBuilder().method(request.method(), new OneShotBody(body)).build());
  }

  /** The operation knows better than the method, which is all the native client has. */
  private static Effect effectOf(Request request) {
    AttemptScope scope = request.tag(AttemptScope.class);
    return scope == null ? MethodEffects.of(request.method()) : scope.operation().effect();
  }
}
