package dev.connections.internal.endpoint;

import dev.connections.internal.permit.Bulkhead;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the pool, permits and server of an endpoint stand, for people. Never does I/O. Thread-safe.
 */
public final class HealthData {

  private final PresentEndpoint endpoint;

  /** The data of an endpoint, of whichever client it has when asked. */
  HealthData(PresentEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Why callers have to wait, and what to do about it; null if none has to.
   *
   * @param rejected whether callers were rejected just now, whatever the permits say at this moment
   * @param pool the dedicated pool that they were rejected from; null if it was the client
   */
  @Nullable String saturation(boolean rejected, @Nullable String pool) {
    for (Bulkhead permits : endpoint.client().bulkheads()) {
      boolean exhausted =
          permits.pool() == null
              && permits.waiting() > 0
              && permits.inFlight() >= permits.permits();
      if (exhausted || (rejected && Objects.equals(permits.pool(), pool))) {
        return saturation(permits);
      }
    }
    return null;
  }

  private String saturation(Bulkhead permits) {
    String pool = permits.pool();
    String ofClient = endpoint.client().endpoint().pool() == null ? "saturated" : "pool exhausted";
    List<LeaseHolder> holders = permits.holders();
    return (pool == null ? ofClient : "dedicated pool '" + pool + "' exhausted")
        + ": "
        + permits.inFlight()
        + " of "
        + permits.permits()
        + " permits in use, "
        + waiters(permits.waiting())
        + "; longest holder: "
        + (holders.isEmpty() ? "none" : holders.get(0))
        + "; settings: "
        + (pool == null
            ? "bulkhead.maxConcurrent and pool.maxSize (how many at once), bulkhead.maxWaiting"
                + " (how many may wait), "
            : "")
        + "timeouts.acquire (how long)";
  }

  /** A caller that was rejected does not wait any more, but was there. */
  private static String waiters(int waiting) {
    return switch (waiting) {
      case 0 -> "a caller has just been sent away";
      case 1 -> "1 caller waits";
      default -> waiting + " callers wait";
    };
  }

  /** What the external system said against itself; null if nothing. */
  @Nullable String problem() {
    return endpoint.client().endpoint().finding().problem();
  }

  /** The details, in a fixed order. */
  Map<String, String> now() {
    Map<String, String> data = new LinkedHashMap<>();
    ServerMetadata metadata = endpoint.client().opener().server();
    if (metadata != null) {
      data.put("server", metadata.product());
      put(data, "version", metadata.version());
      put(data, "driver", metadata.driver());
      put(data, "address", metadata.address());
    }
    Endpoint known = endpoint.client().endpoint();
    data.putAll(known.finding().data());
    Bulkhead permits = endpoint.client().bulkhead();
    if (permits.permits() > 0) {
      data.put("inFlight", permits.inFlight() + " of " + permits.permits());
      data.put("waiting", String.valueOf(permits.waiting()));
    }
    putPool(data, known);
    return Collections.unmodifiableMap(data);
  }

  /** The same for what was never used, so that neither its server nor permits are known. */
  public static Map<String, String> ofUnused(Endpoint endpoint) {
    Map<String, String> data = new LinkedHashMap<>(endpoint.finding().data());
    putPool(data, endpoint);
    return Collections.unmodifiableMap(data);
  }

  private static void putPool(Map<String, String> data, Endpoint endpoint) {
    PoolStatistics pool = endpoint.pool();
    if (pool != null) {
      data.put("pool.active", String.valueOf(pool.active()));
      data.put("pool.idle", String.valueOf(pool.idle()));
      data.put("pool.maximum", String.valueOf(pool.maximum()));
      if (pool.discarded() > 0) {
        data.put("pool.discarded", String.valueOf(pool.discarded()));
      }
    }
  }

  private static void put(Map<String, String> data, String key, @Nullable String value) {
    if (value != null) {
      data.put(key, value);
    }
  }
}
