package dev.connections.internal.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Operation;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.call.CallTrace;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenTelemetryCallsTest {

  private static final Operation FIND = Operation.read("find-open");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final long MILLISECOND = 1_000_000;

  private final Telescope telescope = new Telescope();
  private final ProviderTelemetry telemetry = ProviderTelemetry.of(telescope.openTelemetry());
  private final CallTelemetry calls = telemetry.calls("orders");

  @AfterEach
  void close() {
    telemetry.close();
    telescope.close();
    assertThat(Context.current()).as("nothing is left current").isSameAs(Context.root());
  }

  private static TransientConnectionException lost() {
    return new TransientConnectionException(
        Diagnosis.of("orders", "the connection was lost").operation("find-open").build(),
        new IllegalStateException("password=hunter2"));
  }

  private void secondAttemptSucceeds() {
    CallTrace trace = calls.begins(FIND);
    trace.attemptBegins(1, "primary");
    trace.attemptEnds("transient", Phase.RECEIVE, 7 * MILLISECOND);
    trace.retries(Duration.ofMillis(250));
    trace.attemptBegins(2, "standby");
    trace.attemptEnds(null, null, 3 * MILLISECOND);
    trace.ends(null, 2, 260 * MILLISECOND);
  }

  private static Attributes operation() {
    return Attributes.builder()
        .put("connections.connection.name", "orders")
        .put("connections.operation.name", "find-open")
        .build();
  }

  @Test
  void aCallIsASpanWithAChildForEachAttempt() {
    secondAttemptSucceeds();

    assertThat(telescope.spans())
        .extracting(SpanData::getName)
        .containsExactly("find-open attempt", "find-open attempt", "find-open");
    SpanData first = telescope.spans().get(0);
    SpanData second = telescope.spans().get(1);
    SpanData call = telescope.spans().get(2);

    assertThat(call.getKind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(call.getStatus()).isEqualTo(StatusData.unset());
    assertThat(call.getAttributes().asMap())
        .isEqualTo(
            operation().toBuilder()
                .put("connections.operation.effect", "read")
                .put("connections.attempts", 2)
                .build()
                .asMap());

    assertThat(first.getParentSpanId()).isEqualTo(call.getSpanId());
    assertThat(first.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(first.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(first.getAttributes().asMap())
        .isEqualTo(
            operation().toBuilder()
                .put("connections.endpoint", "primary")
                .put("connections.attempt.number", 1)
                .put("connections.phase", "receive")
                .put(ERROR, "transient")
                .build()
                .asMap());

    assertThat(second.getParentSpanId()).isEqualTo(call.getSpanId());
    assertThat(second.getStatus()).isEqualTo(StatusData.unset());
    assertThat(second.getAttributes().asMap())
        .isEqualTo(
            operation().toBuilder()
                .put("connections.endpoint", "standby")
                .put("connections.attempt.number", 2)
                .build()
                .asMap());
  }

  @Test
  void aRetryIsAnEventOfTheCallWithItsBackOff() {
    secondAttemptSucceeds();

    EventData event = telescope.span("find-open").getEvents().get(0);
    assertThat(event.getName()).isEqualTo("connections.retry");
    assertThat(event.getAttributes().asMap())
        .isEqualTo(
            Attributes.builder()
                .put("connections.retry.backoff", 0.25)
                .put(ERROR, "transient")
                .build()
                .asMap());
    LongPointData retries =
        (LongPointData)
            telescope.point(
                "connections.retries", operation().toBuilder().put(ERROR, "transient").build());
    assertThat(retries).extracting(LongPointData::getValue).isEqualTo(1L);
  }

  @Test
  void whatAnInstrumentedDriverDoesIsAChildOfTheAttempt() {
    Span request = telescope.openTelemetry().getTracer("app").spanBuilder("request").startSpan();
    try (var inRequest = request.makeCurrent()) {
      CallTrace trace = calls.begins(FIND);
      assertThat(Span.current()).as("no work runs before an attempt").isSameAs(request);
      trace.attemptBegins(1, "primary");
      telescope.openTelemetry().getTracer("driver").spanBuilder("SELECT").startSpan().end();
      trace.attemptEnds(null, null, 1);
      assertThat(Span.current()).isSameAs(request);
      trace.ends(null, 1, 2);
    }
    request.end();

    SpanData attempt = telescope.span("find-open attempt");
    assertThat(telescope.span("SELECT").getParentSpanId()).isEqualTo(attempt.getSpanId());
    assertThat(telescope.span("find-open").getParentSpanId())
        .isEqualTo(request.getSpanContext().getSpanId());
  }

  @Test
  void durationsAreHistogramsInSecondsWithOurBucketsAndAnExampleToFollow() {
    secondAttemptSucceeds();

    HistogramPointData call =
        (HistogramPointData)
            telescope.point(
                "connections.operation.duration",
                operation().toBuilder().put("connections.retried", true).build());
    assertThat(call.getSum()).isEqualTo(0.26);
    assertThat(call.getBoundaries())
        .containsExactly(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0);
    assertThat(call.getExemplars())
        .extracting(DoubleExemplarData::getSpanContext)
        .extracting(context -> context.getSpanId())
        .containsExactly(telescope.span("find-open").getSpanId());

    HistogramPointData attempt =
        (HistogramPointData)
            telescope.point(
                "connections.attempt.duration",
                operation().toBuilder()
                    .put("connections.endpoint", "primary")
                    .put(ERROR, "transient")
                    .build());
    assertThat(attempt.getSum()).isEqualTo(0.007);
  }

  @Test
  void aFailureIsNamedByItsCodeAndToldByItsDiagnosisWithoutSecrets() {
    CallTrace trace = calls.begins(FIND);
    trace.attemptBegins(1, "primary");
    trace.attemptEnds("transient", Phase.SEND, 5);
    trace.ends(lost(), 1, 10);

    SpanData call = telescope.span("find-open");
    assertThat(call.getStatus())
        .isEqualTo(StatusData.create(StatusCode.ERROR, "the connection was lost"));
    assertThat(call.getAttributes().get(ERROR)).isEqualTo("transient");
    assertThat(telescope.points("connections.operation.duration"))
        .containsOnlyKeys(
            operation().toBuilder()
                .put("connections.retried", false)
                .put(ERROR, "transient")
                .build());
    assertThat(telescope.spans().toString() + telescope.metrics()).doesNotContain("hunter2");
  }

  @Test
  void anExceptionOfTheApplicationIsNamedButNotQuoted() {
    CallTrace trace = calls.begins(FIND);
    trace.attemptBegins(1, "primary");
    trace.attemptEnds("application", Phase.RECEIVE, 5);
    trace.ends(new IllegalArgumentException("card 4711"), 1, 10);

    SpanData call = telescope.span("find-open");
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(call.getAttributes().get(ERROR)).isEqualTo("java.lang.IllegalArgumentException");
    assertThat(telescope.spans().toString()).doesNotContain("4711");
  }

  @Test
  void aCallThatIsRejectedHasNoAttempt() {
    calls.begins(FIND).ends(lost(), 0, 10);

    assertThat(telescope.spans()).extracting(SpanData::getName).containsExactly("find-open");
  }

  @Test
  void operationsBeyondTheHundredthShareOneName() {
    for (int number = 0; number < 250; number++) {
      CallTrace trace = calls.begins(Operation.read("find-" + number));
      trace.attemptBegins(1, "primary");
      trace.attemptEnds(null, null, 1);
      trace.ends(null, 1, 1);
    }

    for (String metric : Set.of("connections.operation.duration", "connections.attempt.duration")) {
      Set<String> names =
          telescope.points(metric).keySet().stream()
              .map(attributes -> String.valueOf(attributes.get(TelemetryAttributes.OPERATION)))
              .collect(Collectors.toSet());
      assertThat(names).hasSize(101).contains("find-0", "find-99", "_other");
    }
  }

  @Test
  void kindsOfFailuresHaveABoundToo() {
    ErrorAttributes attributes = new ErrorAttributes(Attributes.empty());
    for (int number = 0; number < 100; number++) {
      attributes.of("Generated$" + number);
    }

    assertThat(attributes.of("Generated$29").get(ERROR)).isEqualTo("Generated$29");
    assertThat(attributes.of("Generated$30").get(ERROR)).isEqualTo("_OTHER");
    assertThat(attributes.of(null)).isEqualTo(Attributes.empty());
  }

  @Test
  void aProcessorThatThrowsDisturbsNoCall() {
    try (Telescope faulty = new Telescope(new FaultyProcessor())) {
      CallTelemetry disturbed = ProviderTelemetry.of(faulty.openTelemetry()).calls("orders");
      CallTrace trace = disturbed.begins(FIND);
      trace.attemptBegins(1, "primary");
      trace.attemptEnds(null, null, 1);
      trace.ends(null, 1, 1);

      assertThat(trace).isSameAs(CallTrace.NONE);
    }
  }

  @Test
  void whereNobodyListensNothingIsMade() {
    assertThat(ProviderTelemetry.of(OpenTelemetry.noop())).isSameAs(ProviderTelemetry.NONE);
    assertThat(ProviderTelemetry.NONE.calls("orders")).isSameAs(CallTelemetry.NONE);
  }

  /** Fails whenever a span begins. */
  private static final class FaultyProcessor implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      throw new IllegalStateException("a bug of a processor");
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
      return false;
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
