package dev.connections.rest;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Gives answers to whoever asked as the server meant them: with the headers that were hidden from
 * OkHttp, and a 204 or 205 as the success that it is, even if the server announces a body that it
 * must not have (RFC 9110, section 15.3.5), which OkHttp makes an error of.
 */
final class AnswerInterceptor implements Interceptor {

  private final TraceHeaders trace = new TraceHeaders();
  private final RestTls tls;

  /** Looks for renewed files of TLS before each call, since kept connections ask for none. */
  AnswerInterceptor(RestTls tls) {
    this.tls = tls;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    tls.refresh();
    Request request = chain.request();
    PhaseListener phases = PhaseListener.of(request);
    if (phases == null || phases.scope() == null) { // one that is there was another call's
      phases = new PhaseListener(MethodEffects.of(request.method()).isRepeatable());
      chain.call().addEventListener(phases);
      request = request.newBuilder().tag(PhaseListener.class, phases).build();
    }
    try {
      return HiddenHeaders.show(SendOnce.send(chain, trace.on(request), phases));
    } catch (ProtocolException broken) {
      Response answer = phases.lastHeaders();
      if (answer == null || (answer.code() != 204 && answer.code() != 205)) {
        throw broken;
      }
      return answer
          .newBuilder()
          .request(chain.request()) // that of the network holds the credentials
          .removeHeader("Content-Length")
          .body(ResponseBody.EMPTY)
          .build();
    }
  }
}
