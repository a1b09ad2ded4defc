package dev.connections.benchmarks;

import java.util.Locale;

/**
 * What we promise ourselves: each a figure that must not be greater than its limit. Limits are
 * ratios or differences within one run, or bytes and counts, so that they hold on any machine; the
 * few that are times say so. {@code (goal)} is what would be better still.
 */
enum Goal {
  STARTUP_WALL("startup", "Start-up: time", 1.15, "x", "HikariCP by hand"),
  STARTUP_CPU("startup", "Start-up: CPU", 1.25, "x", "HikariCP by hand"),
  STARTUP_WALL_BEST("startup", "Start-up: time (goal)", 1.05, "x", "HikariCP by hand"),
  STARTUP_ARCHIVE(
      "startup",
      "Start-up with an archive of classes: time",
      0.60,
      "x",
      "HikariCP by hand without archive"),
  STARTUP_ARCHIVE_BEST(
      "startup",
      "Start-up with an archive of classes: time (goal)",
      0.55,
      "x",
      "HikariCP by hand without archive"),
  STARTUP_CLASSES("startup", "Start-up: classes loaded", 2_150, "classes", "HikariCP by hand"),

  FIRST_50("first", "First lookup of 50 types in a fresh JVM", 1.2, "ms", "a switch"),
  FIRST_50_BEST("first", "First lookup of 50 types in a fresh JVM (goal)", 0.7, "ms", "a switch"),
  FIRST_500("first", "First lookup of 500 types: CPU", 1.2, "x", "a switch over constants"),
  FIRST_500_LEAN(
      "first",
      "First lookup of 500 types: CPU (goal)",
      1.2,
      "x",
      "a switch that makes the one asked for"),

  LOOKUP_NAME_50("lookups", "Lookup of one of 50 names", 4, "ns", "HashMap"),
  LOOKUP_NAME_500("lookups", "Lookup of one of 500 names", 7, "ns", "HashMap"),
  LOOKUP_NAME_BEST("lookups", "Lookup of a name, of any number (goal)", 2, "ns", "HashMap"),
  LOOKUP_NAME_TIMES("lookups", "Lookup of a name, the worst row", 1.5, "x", "HashMap"),
  LOOKUP_ID_TIMES("lookups", "Lookup of an id, the worst row", 1.2, "x", "an array"),
  LOOKUP_BYTES("lookups", "Lookup: allocated", 0, "B", "HashMap"),

  CALL_NS("calls", "A call, 1 thread: added time", 110, "ns", "HikariCP by itself"),
  CALL_NS_BEST("calls", "A call, 1 thread: added time (goal)", 100, "ns", "HikariCP by itself"),
  CALL_BYTES("calls", "A call: added bytes", 48, "B", "HikariCP by itself"),
  CALL_BYTES_BEST("calls", "A call: added bytes (goal)", 0, "B", "HikariCP by itself"),
  CALL_2_NS("calls", "A call, 2 threads: added time", 250, "ns", "HikariCP by itself"),
  CALL_2_NS_BEST("calls", "A call, 2 threads: added time (goal)", 110, "ns", "HikariCP by itself"),
  CALL_16_NS("calls", "A call, 16 threads: added time", 2_200, "ns", "HikariCP by itself"),
  CALL_16_NS_BEST(
      "calls", "A call, 16 threads: added time (goal)", 900, "ns", "HikariCP by itself"),
  CALL_2_TIMES(
      "calls", "A call, 2 threads: of what the other adds", 0.5, "x", "Resilience4j, no timeout"),
  CALL_16_TIMES(
      "calls", "A call, 16 threads: of what the other adds", 0.65, "x", "Resilience4j, no timeout"),
  CALL_TIMEOUT_TIMES(
      "calls", "A call, 1 thread: of what the other adds", 0.1, "x", "Failsafe with Timeout"),
  REJECTED_NS("calls", "Bulkhead full: time", 2_000, "ns", "Resilience4j"),
  REJECTED_FRAMES("calls", "Bulkhead full: frames in the exception", 0, "frames", "Resilience4j"),

  FAILURE_CIRCUIT_NS("failure", "Circuit open, 1 thread: time", 2_000, "ns", "Resilience4j"),
  FAILURE_BULKHEAD_NS("failure", "Bulkhead full, 1 thread: time", 2_000, "ns", "Resilience4j"),

  SELECT_1("select", "SELECT 1 through execute, 1 thread", 1.03, "x", "HikariCP by itself"),
  SELECT_16("select", "SELECT 1 through execute, 16 threads", 1.03, "x", "HikariCP by itself"),
  SELECT_64(
      "select", "SELECT 1 through execute, 64 threads: time a call", 1, "x", "HikariCP by itself"),
  SELECT_64_VIRTUAL(
      "virtual",
      "SELECT 1 through execute, 64 virtual threads, 8 connections: time a call",
      1,
      "x",
      "HikariCP by itself"),

  HTTP_TIME("http", "GET of 200 bytes, typed: time", 1.03, "x", "OkHttp by itself"),
  HTTP_BYTES("http", "GET of 200 bytes, typed: added bytes", 600, "B", "OkHttp by itself"),
  HTTP_BYTES_BEST(
      "http", "GET of 200 bytes, typed: added bytes (goal)", 150, "B", "OkHttp by itself"),

  BULK_COPY_IN("bulk", "Rows in by COPY: time", 1.1, "x", "code for the driver"),
  BULK_COPY_OUT("bulk", "Rows out by COPY: time", 1.1, "x", "code for the driver"),
  BULK_BATCH("bulk", "Rows in by batch, PostgreSQL: time", 1.1, "x", "code for the driver"),
  BULK_BATCH_REWRITTEN(
      "bulk", "Rows in by bulk statements, MariaDB: time", 1.1, "x", "code for the driver"),
  BULK_STREAM("bulk", "Rows out by stream, PostgreSQL: time", 1.1, "x", "code for the driver"),

  SCALE_IDLE("scale", "10,000 names: retained by an idle one", 2_048, "B", "none"),
  SCALE_BIND("scale", "10,000 names: read, bound and made", 1_000, "ms", "none"),
  SCALE_THREADS("scale", "10,000 names, idle: threads", 10, "threads", "none"),

  COMPILE_CPU(
      "compile", "Compile, 3,000 types that share records: CPU a type", 1, "ms", "no processor"),
  COMPILE_CPU_BEST(
      "compile",
      "Compile, 3,000 types that share records: CPU a type (goal)",
      0.5,
      "ms",
      "no processor"),
  COMPILE_CPU_OWN(
      "compile", "Compile, 3,000 types with a record each: CPU a type", 1, "ms", "no processor"),
  COMPILE_DAGGER("compile", "Compile, with Dagger: CPU", 1.2, "x", "Dagger alone"),
  COMPILE_DAGGER_BEST("compile", "Compile, with Dagger: CPU (goal)", 2.5, "x", "no processor"),
  COMPILE_GROWTH("compile", "Compile: growth of CPU from 100 types on", 1, "x", "AutoService");

  private final String measurement;
  private final String text;
  private final double limit;
  private final String unit;
  private final String peer;

  Goal(String measurement, String text, double limit, String unit, String peer) {
    this.measurement = measurement;
    this.text = text;
    this.limit = limit;
    this.unit = unit;
    this.peer = peer;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What {@code -Dmeasure} says to measure it. */
  String measurement() {
    return measurement;
  }

  String text() {
    return text;
  }

  /** What it must not exceed. */
  double limit() {
    return limit;
  }

  /** Of the limit and of what is measured; {@code x} is a factor of the peer's. */
  String unit() {
    return unit;
  }

  /** Who is measured beside it. */
  String peer() {
    return peer;
  }

  /** What measures it again. */
  String command() {
    return "mvn -q -pl benchmarks -am -DskipTests -Pmeasure -Dmeasure=" + measurement + " package";
  }
}
