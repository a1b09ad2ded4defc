package dev.connections.internal.endpoint;

import dev.connections.TimeSource;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.lifecycle.ConnectionLock;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.internal.permit.LeakReports;
import dev.connections.internal.permit.Watchdog;
import dev.connections.spi.Redactor;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all endpoints of one connection share.
 *
 * @param connection the connection's name
 * @param lock held while its state changes
 * @param journal where events go
 * @param time where time comes from
 * @param random for everything that must not happen to all at once
 * @param redactor removes secrets from texts
 * @param watchdog aborts what takes too long, and does what is due
 * @param leaks is told of what is held for suspiciously long
 * @param opened run after each opening that succeeded
 */
public record ConnectionParts(
    String connection,
    ConnectionLock lock,
    EventJournal journal,
    TimeSource time,
    RandomGenerator random,
    Redactor redactor,
    Watchdog watchdog,
    LeakReports leaks,
    Runnable opened) {

  /** Where what concerns the whole connection is logged. */
  public Logger log() {
    return LoggerFactory.getLogger("dev.connections." + connection);
  }

  /** Adds an event to the journal. */
  public void append(EventJournal.Entry entry) {
    journal.append(entry);
  }

  /** Does something later, on a thread of the background, unless the connection is closed first. */
  public void later(Duration delay, Runnable task) {
    watchdog.schedule(journal, delay, task);
  }

  /** Forgets what was to be done later. */
  public void nothingLater() {
    watchdog.unschedule(journal);
  }

  /** A fifth more or less, so that not all connections try at once. */
  public Duration jittered(Duration around) {
    return Duration.ofNanos((long) (Nanos.of(around) * random.nextDouble(0.8, 1.2)));
  }
}
