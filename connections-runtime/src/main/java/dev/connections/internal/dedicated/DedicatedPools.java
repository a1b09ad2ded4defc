package dev.connections.internal.dedicated;

import dev.connections.TimeSource;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.LeakReports;
import dev.connections.internal.permit.Watchdog;
import dev.connections.monitoring.DedicatedSnapshot;
import dev.connections.spi.Endpoint;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.uses.DedicatedPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The dedicated resources that belong to one client, by the names of their pools. Each pool is made
 * when it is first asked for. Thread-safe.
 */
public final class DedicatedPools {

  /** Longer than any process lives. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final Endpoint endpoint;
  private final Duration leakAfter;
  private final TimeSource time;
  private final Watchdog watchdog;
  private final LeakReports leaks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, DedicatedResources> made = new LinkedHashMap<>();
  private boolean closed;

  /** Those of an endpoint's next client. */
  public DedicatedPools(
      Endpoint endpoint,
      Duration leakAfter,
      TimeSource time,
      Watchdog watchdog,
      LeakReports leaks) {
    this.endpoint = endpoint;
    this.leakAfter = leakAfter;
    this.time = time;
    this.watchdog = watchdog;
    this.leaks = leaks;
  }

  /**
   * The resources of a pool.
   *
   * @throws IllegalStateException if the endpoint has no such pool
   */
  public DedicatedResources get(String name) {
    lock.lock();
    try {
      DedicatedResources known = made.get(name);
      return known == null ? make(name) : known;
    } finally {
      lock.unlock();
    }
  }

  private DedicatedResources make(String name) {
    List<DedicatedPool<?>> pools = endpoint.dedicated();
    for (DedicatedPool<?> pool : pools) {
      if (pool.name().equals(name)) {
        Bulkhead bulkhead =
            new Bulkhead(
                name,
                pool.capacitySetting().orElse(null),
                new ConnectionSettings.Bulkhead(
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    pool.isHeldForLong() ? NEVER : leakAfter),
                pool::capacity,
                time,
                watchdog,
                leaks);
        if (closed) {
          bulkhead.close();
        }
        DedicatedResources resources =
            new DedicatedResources(pool, bulkhead, watchdog.background());
        made.put(name, resources);
        return resources;
      }
    }
    throw new IllegalStateException(
        "No dedicated pool '"
            + name
            + "': "
            + (pools.isEmpty()
                ? "the connection type has none; its endpoint offers them with dedicated()"
                : "the connection type has only "
                    + pools.stream().map(DedicatedPool::name).toList()));
  }

  private List<DedicatedResources> all() {
    lock.lock();
    try {
      return List.copyOf(made.values());
    } finally {
      lock.unlock();
    }
  }

  /** The permits of those that were asked for so far. */
  public List<Bulkhead> bulkheads() {
    List<Bulkhead> bulkheads = new ArrayList<>();
    for (DedicatedResources each : all()) {
      bulkheads.add(each.bulkhead());
    }
    return bulkheads;
  }

  /** Rejects new callers, and all who wait. */
  public void reject() {
    lock.lock();
    try {
      closed = true;
      for (DedicatedResources each : made.values()) {
        each.bulkhead().close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes what is idle. */
  public void close() {
    for (DedicatedResources each : all()) {
      each.close();
    }
  }

  public List<DedicatedSnapshot> snapshots() {
    return all().stream().map(DedicatedResources::snapshot).toList();
  }
}
