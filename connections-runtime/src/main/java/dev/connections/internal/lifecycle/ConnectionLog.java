package dev.connections.internal.lifecycle;

import dev.connections.TimeSource;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one connection: ten lines a minute, and at the end of the minute one that says how
 * many were left out and what the last of them was. Thread-safe.
 */
final class ConnectionLog {

  static final int LINES = 10;
  static final Duration SPAN = Duration.ofMinutes(1);

  private final Consumer<EventLine> output;
  private final Later later;
  private final LogAllowance allowance;
  private final ReentrantLock order = new ReentrantLock();
  private @Nullable EventLine lastLeftOut;

  ConnectionLog(Consumer<EventLine> output, TimeSource time, Later later) {
    this.output = output;
    this.later = later;
    this.allowance = new LogAllowance(time, LINES, SPAN);
  }

  /** The log of a connection with this name. */
  static ConnectionLog of(String name, TimeSource time, Later later) {
    Logger logger = LoggerFactory.getLogger("dev.connections." + name);
    return new ConnectionLog(line -> line.to(logger), time, later);
  }

  /** Logs a line now, or speaks of it later. */
  void write(EventLine line) {
    order.lock();
    try {
      if (allowance.take()) {
        tellLeftOut();
        output.accept(line);
      } else {
        boolean first = lastLeftOut == null;
        lastLeftOut = line;
        if (first) {
          later.run(allowance.remaining(), this::tellLeftOut);
        }
      }
    } finally {
      order.unlock();
    }
  }

  /** Says how many lines were left out since this was last said; nothing if there were none. */
  void tellLeftOut() {
    order.lock();
    try {
      EventLine last = lastLeftOut;
      if (last != null) {
        lastLeftOut = null;
        output.accept(EventLine.leftOut(allowance.takeRefused(), SPAN, last));
      }
    } finally {
      order.unlock();
    }
  }
}
