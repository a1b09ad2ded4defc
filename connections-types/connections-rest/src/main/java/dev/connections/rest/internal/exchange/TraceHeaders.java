package dev.connections.rest.internal.exchange;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server which span a request belongs to, in the headers of W3C Trace Context, and what
 * goes along with it, in that of W3C Baggage. Writes no span where none is active or the request
 * has a {@code traceparent} already, no baggage where there is none or the request has some, and
 * nothing where there is no OpenTelemetry. Thread-safe.
 */
final class TraceHeaders {

  private static final String PARENT = "traceparent";
  private static final String BAGGAGE = "baggage";

  /** Only changes to true; a second thread that looks too early finds out by itself. */
  private volatile boolean missing;

  /** The request with the present context, which is that of the calling thread. */
  Request on(Request request) {
    if (missing) {
      return request;
    }
    try {
      return withContext(request);
    } catch (NoClassDefFoundError without) {
      missing = true;
      return request;
    }
  }

  private static Request withContext(Request request) {
    Context context = Context.current();
    boolean span =
        Span.fromContext(context).getSpanContext().isValid() && request.header(PARENT) == null;
    boolean baggage = !Baggage.fromContext(context).isEmpty() && request.header(BAGGAGE) == null;
    if (!span && !baggage) {
      return request;
    }
    Request.Builder sent = request.newBuilder();
    if (span) {
      W3CTraceContextPropagator.getInstance().inject(context, sent, TraceHeaders::set);
    }
    if (baggage) {
      W3CBaggagePropagator.getInstance().inject(context, sent, TraceHeaders::set);
    }
    return sent.build();
  }

  private static void set(Request.@Nullable Builder headers, String name, String value) {
    if (headers != null) {
      headers.header(name, value);
    }
  }
}
