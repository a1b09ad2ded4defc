package dev.connections.traps;

import dev.connections.rest.RestRequest;
import dev.connections.testsupport.Await;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * T40. Spans are exported through a connection whose calls are spans themselves. One call of the
 * application; exports are counted for 3 s, with a batch every 100 ms.
 *
 * <p>Connections: a real OpenTelemetry SDK whose exporter posts to a REST connection of the same
 * provider. It holds if exporting ends.
 */
final class ObservedExporter implements Trap {

  @Override
  public String id() {
    return "T40";
  }

  @Override
  public String title() {
    return "the exporter of telemetry observes itself";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict connections() throws Exception {
    Exporter exporter = new Exporter();
    BatchSpanProcessor batches =
        BatchSpanProcessor.builder(exporter).setScheduleDelay(Duration.ofMillis(100)).build();
    try (HttpPeer server = HttpPeer.always(200);
        OpenTelemetrySdk sdk =
            OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(batches).build())
                .build();
        Ours ours = Ours.observed(sdk, server.url())) {
      exporter.target.set(ours);
      ours.rest().get("/orders", String.class);
      Await.pass(Duration.ofSeconds(2));
      int before = exporter.exports.get();
      Await.pass(Duration.ofSeconds(1));
      int late = exporter.exports.get() - before;
      exporter.target.set(null);
      return Verdict.of(late == 0, "%d exports in the third second after one call", late);
    }
  }

  private static final class Exporter implements SpanExporter {
    private final AtomicReference<Ours> target = new AtomicReference<>();
    private final AtomicInteger exports = new AtomicInteger();

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      Ours ours = target.get();
      if (ours != null) {
        exports.incrementAndGet();
        ours.rest().exchange(RestRequest.post("/v1/traces").body(spans.size()), String.class);
      }
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
