package dev.connections.benchmarks;

import java.util.Locale;

/**
 * How many threads ask at the same time, and of which sort.
 *
 * @param count how many
 * @param virtual whether they are virtual threads; from JDK 21 on
 */
record SelectThreads(int count, boolean virtual) {

  /** As many connections as they can use; few where threads cost nothing and connections do. */
  int pool() {
    return virtual ? 8 : Math.min(16, Math.max(4, count));
  }

  /** Calls of each thread in a turn: for one thread 20 ms, for 64 a tenth of a second. */
  int callsInTurn() {
    return count == 1 ? 400 : 100;
  }

  /** What a process is told. */
  String argument() {
    return count + (virtual ? "v" : "");
  }

  /** What {@link #argument} has said. */
  static SelectThreads parse(String argument) {
    boolean virtual = argument.endsWith("v");
    return new SelectThreads(Integer.parseInt(argument.replace("v", "")), virtual);
  }

  /** For the head of a table. */
  String title() {
    String sort = virtual ? " virtual" : "";
    return String.format(Locale.ROOT, "%d%s thread%s", count, sort, count == 1 ? "" : "s");
  }
}
