package dev.connections.monitoring;

import java.time.Duration;
import java.util.List;

/**
 * Who holds a lease or permit of a connection. Immutable; holds no secrets.
 *
 * @param operation the name of the operation it was taken for
 * @param age how long it has been held
 * @param thread the name of the thread that took it; {@code #} and its number where it has none, as
 *     virtual threads usually
 * @param takenAt where it was taken, innermost first, for what outlives a call: a lease, or what
 *     was taken from a client; empty where that was not captured, as for calls, which are on their
 *     thread's stack
 * @param nowAt what the work of a call was doing when that was asked, innermost first, the work
 *     itself last; empty where it was not asked, as in snapshots, since asking holds the thread up
 */
public record LeaseHolder(
    String operation,
    Duration age,
    String thread,
    List<StackTraceElement> takenAt,
    List<StackTraceElement> nowAt) {

  /** Copies the places. */
  public LeaseHolder {
    takenAt = List.copyOf(takenAt);
    nowAt = List.copyOf(nowAt);
  }

  /** A holder of which nothing is known but who it is. */
  public LeaseHolder(String operation, Duration age, String thread) {
    this(operation, age, thread, List.of(), List.of());
  }

  /** One line: of the places, only what tells most. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append("'").append(operation).append("' for ").append(age.toMillis());
    line.append(" ms by thread '").append(thread).append("'");
    if (!takenAt.isEmpty()) {
      line.append(", taken at ").append(takenAt.get(0));
    }
    if (!nowAt.isEmpty()) {
      line.append(", now at ").append(nowAt.get(0));
      if (nowAt.size() > 1) {
        line.append(" in ").append(nowAt.get(nowAt.size() - 1));
      }
    }
    return line.toString();
  }
}
