package dev.connections.rest.internal.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/** Limits the time to the headers of an answer whose body may take as long as it takes. */
public final class HeaderLimit {

  private HeaderLimit() {}

  /** Gets an answer. */
  public interface Exchange {
    Response make() throws IOException;
  }

  /**
   * The answer, if its headers come in time.
   *
   * @param cancel ends the exchange
   * @throws InterruptedIOException if they do not
   */
  public static Response inTime(long nanos, Runnable cancel, Exchange exchange) throws IOException {
    AsyncTimeout limit =
        new AsyncTimeout() {
          @Override
          protected void timedOut() {
            cancel.run();
          }
        };
    limit.timeout(nanos, TimeUnit.NANOSECONDS);
    limit.enter();
    Response response;
    try {
      response = exchange.make();
    } catch (IOException failure) {
      throw limit.exit() ? timeout(failure) : failure;
    }
    if (limit.exit()) {
      response.close();
      throw timeout(null);
    }
    return response;
  }

  private static IOException timeout(@Nullable IOException cause) {
    IOException late = new InterruptedIOException("timeout");
    late.initCause(cause);
    return late;
  }
}
