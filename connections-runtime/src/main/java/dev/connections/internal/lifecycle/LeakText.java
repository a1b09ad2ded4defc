package dev.connections.internal.lifecycle;

import dev.connections.monitoring.LeaseHolder;
import java.util.List;

/** What the log says of a permit that is held for suspiciously long. */
final class LeakText {

  private LeakText() {}

  /** A line, and the place below it as in a stack trace. */
  static String of(LeaseHolder holder) {
    StringBuilder text = new StringBuilder("possible leak: a permit has been held for ");
    text.append(holder.age().toMillis()).append(" ms for operation '").append(holder.operation());
    text.append("' by thread '").append(holder.thread()).append("'");
    if (!holder.takenAt().isEmpty()) {
      text.append("; close what was taken here:").append(trace(holder.takenAt()));
    } else if (!holder.nowAt().isEmpty()) {
      text.append("; it ignores its deadline, and is here:").append(trace(holder.nowAt()));
    }
    return text.toString();
  }

  private static StringBuilder trace(List<StackTraceElement> frames) {
    StringBuilder trace = new StringBuilder();
    frames.forEach(frame -> trace.append(System.lineSeparator()).append("\tat ").append(frame));
    return trace;
  }
}
