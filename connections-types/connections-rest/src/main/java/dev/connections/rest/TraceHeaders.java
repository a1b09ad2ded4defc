package dev.connections.rest;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import okhttp3.Request;

/**
 * Tells the server which span a request belongs to, in the headers of W3C Trace Context. Writes
 * nothing where no span is active, where the request has a {@code traceparent} already, or where
 * there is no OpenTelemetry. Thread-safe.
 */
final class TraceHeaders {

  private static final String PARENT = "traceparent";

  /** Only changes to true; a second thread that looks too early finds out by itself. */
  private volatile boolean missing;

  /** The request with the present context, which is that of the calling thread. */
  Request on(Request request) {
    if (missing || request.header(PARENT) != null) {
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
    if (!Span.fromContext(context).getSpanContext().isValid()) {
      return request;
    }
    Request.Builder sent = request.newBuilder();
    W3CTraceContextPropagator.getInstance()
        .inject(
            context,
            sent,
            (headers, name, value) -> {
              if (headers != null) {
                headers.header(name, value);
              }
            });
    return sent.build();
  }
}
