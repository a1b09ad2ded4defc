#!/usr/bin/env bash
# OpenTelemetry's forceFlush() and shutdown() report success although the collector has refused
# everything.
#
# A short-lived process (a batch job, a function) calls forceFlush() before it ends and looks at
# isSuccess() to know that its spans, log records and metrics are delivered. The collector answers
# 400 to all of them, the exporter says failure, and forceFlush() of SdkTracerProvider,
# SdkLoggerProvider and SdkMeterProvider is still successful, and so is shutdown() of the first two:
# a flush is complete once the queue is empty and the export is over, whatever became of its
# content.
#
# Harms: jobs that decide by this result whether to exit, to log, or to keep their data.
#
# What to do: take isSuccess() of a flush as "nothing is queued"; wrap the exporter and keep the
# results of export() where delivery matters, or watch the SDK's own metrics of processors and
# exporters.
#
# Seen:
#   opentelemetry-sdk 1.67.0, opentelemetry-exporter-otlp 1.67.0, Java 17.0.15
#   the collector answers 400 to every request
#   spans:       forceFlush success true, shutdown success true
#   log records: forceFlush success true, shutdown success true
#   metrics:     forceFlush success true
#   requests refused before the flushes ended: 3

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>opentelemetry-flush-succeeds-though-all-is-refused</artifactId>
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
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

public class Finding {
  public static void main(String[] args) throws Exception {
    Logger.getLogger("io.opentelemetry").setLevel(Level.OFF);
    AtomicInteger refused = new AtomicInteger();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    collector.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          refused.incrementAndGet();
          exchange.sendResponseHeaders(400, -1);
          exchange.close();
        });
    collector.start();
    String address = "http://localhost:" + collector.getAddress().getPort();

    SdkTracerProvider tracers =
        SdkTracerProvider.builder()
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder().setEndpoint(address + "/v1/traces").build())
                    .build())
            .build();
    tracers.get("finding").spanBuilder("work").startSpan().end();
    boolean spansFlushed = end(tracers.forceFlush());
    boolean spansShutDown = end(tracers.shutdown());

    SdkLoggerProvider loggers =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor(
                BatchLogRecordProcessor.builder(
                        OtlpHttpLogRecordExporter.builder().setEndpoint(address + "/v1/logs").build())
                    .build())
            .build();
    loggers.get("finding").logRecordBuilder().setBody("work").emit();
    boolean logsFlushed = end(loggers.forceFlush());
    boolean logsShutDown = end(loggers.shutdown());

    SdkMeterProvider meters =
        SdkMeterProvider.builder()
            .registerMetricReader(
                PeriodicMetricReader.builder(
                        OtlpHttpMetricExporter.builder().setEndpoint(address + "/v1/metrics").build())
                    .build())
            .build();
    meters.get("finding").counterBuilder("work").build().add(1);
    boolean metricsFlushed = end(meters.forceFlush());
    int refusedSoFar = refused.get();
    meters.shutdown().join(10, TimeUnit.SECONDS);
    collector.stop(0);

    System.out.println("the collector answers 400 to every request");
    System.out.println("spans:       forceFlush success " + spansFlushed + ", shutdown success " + spansShutDown);
    System.out.println("log records: forceFlush success " + logsFlushed + ", shutdown success " + logsShutDown);
    System.out.println("metrics:     forceFlush success " + metricsFlushed);
    System.out.println("requests refused before the flushes ended: " + refusedSoFar);
    System.exit(
        spansFlushed && spansShutDown && logsFlushed && logsShutDown && refusedSoFar == 3 && metricsFlushed
            ? 0
            : 1);
  }

  private static boolean end(CompletableResultCode result) {
    return result.join(10, TimeUnit.SECONDS).isSuccess();
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "opentelemetry-sdk 1.67.0, opentelemetry-exporter-otlp 1.67.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
