#!/usr/bin/env bash
# OpenTelemetry's OTLP exporter reports success although all its data is lost, when the collector's
# address answers with a redirect.
#
# A collector that has moved behind https or another host usually answers 301 or 302. The exporter's
# HTTP client follows it, and turns the POST into a GET without a body. Whatever is there answers
# that GET with 200 (a start page, a health page), and this 200 is the result of the export:
# success, not one line in the log, while no span arrives. 307 and 308 keep the POST and work.
#
# Harms: whoever moves a collector, or writes http where a gateway redirects to https: traces are
# gone, and no log, no counter and no flush says so.
#
# What to do: alarm on telemetry that does not arrive at the back end, not on export errors; let
# gateways answer 307 or 308 (or an error) for POST; check an endpoint at the start by a POST whose
# redirects are not followed.
#
# Seen:
#   opentelemetry-sdk 1.67.0, opentelemetry-exporter-otlp 1.67.0, Java 17.0.15
#   the collector answers 302: success true, log lines 0, at the new address: GET with 0 bytes
#   the collector answers 307: success true, log lines 0, at the new address: POST with 231 bytes

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>otlp-exporter-follows-a-redirect-into-nothing</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
    <dependency>
      <groupId>io.opentelemetry</groupId>
      <artifactId>opentelemetry-sdk</artifactId>
      <version>1.67.0</version>
    </dependency>
    <dependency>
      <groupId>io.opentelemetry</groupId>
      <artifactId>opentelemetry-exporter-otlp</artifactId>
      <version>1.67.0</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

public class Finding {
  private static final List<String> REQUESTS = Collections.synchronizedList(new ArrayList<>());
  private static final AtomicInteger LOG_LINES = new AtomicInteger();

  public static void main(String[] args) throws Exception {
    Logger.getLogger("").addHandler(counter());
    String moved = export(302);
    String kept = export(307);
    System.exit(
        moved.equals("success true, log lines 0, at the new address: GET with 0 bytes")
                && kept.startsWith("success true, log lines 0, at the new address: POST with ")
            ? 0
            : 1);
  }

  private static String export(int status) throws Exception {
    REQUESTS.clear();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    String address = "http://localhost:" + collector.getAddress().getPort();
    collector.createContext(
        "/v1/traces",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Location", address + "/moved/v1/traces");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    collector.createContext(
        "/moved",
        exchange -> {
          int bytes = exchange.getRequestBody().readAllBytes().length;
          REQUESTS.add(exchange.getRequestMethod() + " with " + bytes + " bytes");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    Watched exporter =
        new Watched(OtlpHttpSpanExporter.builder().setEndpoint(address + "/v1/traces").build());
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build()) {
      provider.get("finding").spanBuilder("work").startSpan().end();
      provider.forceFlush().join(10, TimeUnit.SECONDS);
    }
    collector.stop(0);
    String seen =
        "success " + exporter.result.isSuccess() + ", log lines " + LOG_LINES
            + ", at the new address: " + String.join(", ", REQUESTS);
    System.out.println("the collector answers " + status + ": " + seen);
    return seen;
  }

  /** The exporter, which keeps the result of its last export. */
  private static final class Watched implements SpanExporter {
    private final SpanExporter exporter;
    private volatile CompletableResultCode result = CompletableResultCode.ofFailure();

    Watched(SpanExporter exporter) {
      this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      result = exporter.export(spans);
      return result;
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }

  private static Handler counter() {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        LOG_LINES.incrementAndGet();
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "opentelemetry-sdk 1.67.0, opentelemetry-exporter-otlp 1.67.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
