package dev.connections.rest.internal.exchange;

import dev.connections.rest.internal.request.MethodEffects;
import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Gives answers to whoever asked as the server meant them: with the headers that were hidden from
 * OkHttp, and those that OkHttp makes an error of as what they are: a 204 or 205 as a success, even
 * if the server announces a body that it must not have (RFC 9110, section 15.3.5), and a 407 of a
 * server that is no proxy as a status like others.
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
      if (answer == null || !isAnswer(answer.code())) {
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

  private static boolean isAnswer(int status) {
    return status == 204 || status == 205 || status == 407;
  }
}
