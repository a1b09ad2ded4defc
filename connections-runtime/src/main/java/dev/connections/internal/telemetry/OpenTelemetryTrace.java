package dev.connections.internal.telemetry;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Phase;
import dev.connections.internal.call.CallTrace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call: a span for it, a span for each attempt, and their durations. Used by the thread of the
 * call.
 *
 * <p>The span of an attempt is current while its work runs, so what an instrumented driver does
 * becomes its child. The span of the call never is: nothing runs in it but waiting.
 */
final class OpenTelemetryTrace implements CallTrace {

  private static final double NANOS = 1e9;

  private final CallInstruments instruments;
  private final OperationAttributes attributes;
  private final Span call;
  private final Context context;

  private @Nullable OpenAttempt attempt;

  /** What makes the attempt current on the thread that began it; null once that has left it. */
  private @Nullable Scope scope;

  private @Nullable String lastError;

  private record OpenAttempt(Span span, Context context, ErrorAttributes attributes) {}

  OpenTelemetryTrace(
      CallInstruments instruments, OperationAttributes attributes, Operation operation) {
    this.instruments = instruments;
    this.attributes = attributes;
    Context parent = Context.current();
    this.call =
        instruments
            .tracer()
            .spanBuilder(operation.name())
            .setParent(parent)
            .setSpanKind(SpanKind.INTERNAL)
            .setAllAttributes(attributes.span(operation.effect()))
            .startSpan();
    this.context = parent.with(call);
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed when the attempt ends
  public void attemptBegins(int number, String endpoint) {
    try {
      ErrorAttributes place = attributes.attempt(endpoint);
      Span span =
          instruments
              .tracer()
              .spanBuilder(attributes.attemptName())
              .setParent(context)
              .setSpanKind(SpanKind.CLIENT)
              .setAllAttributes(place.of(null))
              .setAttribute(TelemetryAttributes.ATTEMPT_NUMBER, number)
              .startSpan();
      Context inside = context.with(span);
      attempt = new OpenAttempt(span, inside, place);
      scope = inside.makeCurrent();
    } catch (RuntimeException | LinkageError failure) {
      TelemetryFailures.report(failure);
    }
  }

  @Override
  public void attemptGoesOn() {
    try {
      leaveAttempt();
    } catch (RuntimeException | LinkageError failure) {
      TelemetryFailures.report(failure);
    }
  }

  private void leaveAttempt() {
    Scope current = scope;
    scope = null;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public void attemptEnds(@Nullable String error, @Nullable Phase phase, long tookNanos) {
    OpenAttempt ended = attempt;
    attempt = null;
    lastError = error;
    if (ended == null) {
      return;
    }
    try {
      leaveAttempt(); // first: whatever fails, the thread must not stay in the attempt
      instruments
          .attempts()
          .record(tookNanos / NANOS, ended.attributes().of(error), ended.context());
      if (error != null) {
        ended.span().setAttribute(TelemetryAttributes.ERROR_TYPE, error);
        ended.span().setStatus(StatusCode.ERROR);
      }
      if (phase != null) {
        ended.span().setAttribute(TelemetryAttributes.PHASE, TelemetryAttributes.value(phase));
      }
      ended.span().end();
    } catch (RuntimeException | LinkageError failure) {
      TelemetryFailures.report(failure);
    }
  }

  @Override
  public void retries(Duration backoff) {
    try {
      instruments.retries().add(1, attributes.retry().of(lastError), context);
      AttributesBuilder event =
          Attributes.builder().put(TelemetryAttributes.BACKOFF, backoff.toNanos() / NANOS);
      if (lastError != null) {
        event.put(TelemetryAttributes.ERROR_TYPE, lastError);
      }
      call.addEvent("connections.retry", event.build());
    } catch (RuntimeException | LinkageError failure) {
      TelemetryFailures.report(failure);
    }
  }

  @Override
  public void ends(@Nullable Throwable failure, int attempts, long tookNanos) {
    try {
      String error = failure == null ? null : kind(failure);
      instruments.calls().record(tookNanos / NANOS, attributes.call(attempts).of(error), context);
      call.setAttribute(TelemetryAttributes.ATTEMPTS, attempts);
      if (failure != null && error != null) {
        call.setAttribute(TelemetryAttributes.ERROR_TYPE, error);
        fail(failure);
      }
      call.end();
    } catch (RuntimeException | LinkageError unexpected) {
      TelemetryFailures.report(unexpected);
    }
  }

  /** A diagnosis is free of secrets; what an application's exception says, no one has read. */
  private void fail(Throwable failure) {
    if (failure instanceof ConnectionException known) {
      call.setStatus(StatusCode.ERROR, known.diagnosis().problem());
    } else {
      call.setStatus(StatusCode.ERROR);
    }
  }

  private static String kind(Throwable failure) {
    return failure instanceof ConnectionException known
        ? known.code()
        : failure.getClass().getName();
  }
}
