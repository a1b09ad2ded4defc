package dev.connections.internal.permit;

import dev.connections.TimeSource;
import dev.connections.spi.Endpoint;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bulkhead of a connection, made when it is first needed: the endpoint may not be asked for its
 * capacity earlier, because the handle it belongs to is still being constructed. Thread-safe.
 */
public final class LazyBulkhead {

  private final ConnectionSettings.Bulkhead settings;
  private final Endpoint endpoint;
  private final TimeSource time;
  private final Watchdog watchdog;
  private final LeakReports leaks;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable Bulkhead made;
  private boolean closed;

  public LazyBulkhead(
      ConnectionSettings.Bulkhead settings,
      Endpoint endpoint,
      TimeSource time,
      Watchdog watchdog,
      LeakReports leaks) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.time = time;
    this.watchdog = watchdog;
    this.leaks = leaks;
  }

  public Bulkhead get() {
    Bulkhead bulkhead = made;
    return bulkhead == null ? make() : bulkhead;
  }

  /** The bulkhead, if it was needed so far. */
  public @Nullable Bulkhead ifMade() {
    return made;
  }

  /** Lets nobody in any more, and sends all who wait away at once. */
  public void close() {
    making.lock();
    try {
      closed = true;
      Bulkhead bulkhead = made;
      if (bulkhead != null) {
        bulkhead.close();
      }
    } finally {
      making.unlock();
    }
  }

  private Bulkhead make() {
    making.lock();
    try {
      Bulkhead bulkhead = made;
      if (bulkhead == null) {
        int permits = settings.maxConcurrent().orElseGet(endpoint::capacity);
        bulkhead =
            new Bulkhead(
                permits,
                settings.maxWaiting().orElse(2 * permits),
                settings.maxWaiting().isPresent(),
                time,
                watchdog);
        if (closed) {
          bulkhead.close();
        } else {
          watchdog.watch(bulkhead, new LeakWatch(settings.leakAfter(), leaks));
        }
        made = bulkhead;
      }
      return bulkhead;
    } finally {
      making.unlock();
    }
  }
}
