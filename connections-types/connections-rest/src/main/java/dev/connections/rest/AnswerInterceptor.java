package dev.connections.rest;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Gives answers to whoever asked as the server meant them: with the headers that were hidden from
 * OkHttp, and a 204 or 205 as the success that it is, even if the server announces a body that it
 * must not have (RFC 9110, section 15.3.5), which OkHttp makes an error of.
 */
final class AnswerInterceptor implements Interceptor {

  private final TraceHeaders trace = new TraceHeaders();

  @Override
  public Response intercept(Chain chain) throws IOException {
    LastHeaders last = new LastHeaders();
    chain.call().addEventListener(last);
    try {
      return HiddenHeaders.show(chain.proceed(trace.on(chain.request())));
    } catch (ProtocolException broken) {
      Response answer = last.answer();
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

  /** Remembers the last headers that came in. */
  private static final class LastHeaders extends EventListener {

    private final AtomicReference<@Nullable Response> answer = new AtomicReference<>();

    @Nullable Response answer() {
      return answer.get();
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
      answer.set(response);
    }
  }
}
