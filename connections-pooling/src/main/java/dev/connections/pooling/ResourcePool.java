package dev.connections.pooling;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Closing;
import dev.connections.spi.ProbeResult;
import dev.connections.spi.settings.ConnectionSettings;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * The resources of a pooled connection at one of its endpoints, in a pool of Apache Commons Pool.
 *
 * <p>That pool opens objects without knowing the borrower's deadline. So what it pools are
 * {@linkplain PooledResource places}, which cost nothing to make; the borrower fills an empty place
 * itself, within its own deadline. Thread-safe.
 *
 * @param <L> the resource
 */
public final class ResourcePool<L> {

  /** A resource that was used a moment ago is trusted without a probe. */
  private static final long TRUSTED_NANOS = Duration.ofMillis(500).toNanos();

  /** Opens a resource by a deadline. */
  interface Opener<L> {
    L open(Deadline deadline) throws Exception;
  }

  private final PooledConnection<L, ?> connection;
  private final Opener<L> opener;
  private final LeasePoolSettings settings;
  private final ConnectionSettings.Timeouts timeouts;
  private final TimeSource time;
  private final GenericObjectPool<PooledResource<L>> places;
  private volatile ProbeResult finding = ProbeResult.NOTHING;
  private final Upkeep upkeep;
  private volatile boolean closed;

  /** A pool that holds nothing until it is {@linkplain #start started}. */
  ResourcePool(
      PooledConnection<L, ?> connection,
      Opener<L> opener,
      LeasePoolSettings settings,
      ConnectionSettings.Timeouts timeouts,
      TimeSource time) {
    this.connection = connection;
    this.opener = opener;
    this.settings = settings;
    this.timeouts = timeouts;
    this.time = time;
    this.places = new GenericObjectPool<>(new PlaceFactory<>(this), configuration());
    this.upkeep = new Upkeep(places, connection.name());
  }

  /** Opens the first resource and asks it; once it has answered, the pool lends. */
  ServerMetadata start(Deadline deadline) throws Exception {
    L first = openSeparate(deadline);
    try {
      ServerMetadata answer = ask(first, deadline);
      PooledResource<L> place = places.borrowObject(Duration.ZERO);
      place.fill(first, time.nanoTime(), lifetimeNanos());
      places.returnObject(place);
      // Only now: the policy must not meet a pool that is half made.
      places.setEvictionPolicy((limits, idle, count) -> isSuperfluous(idle.getObject(), count));
      places.setMinIdle(settings.minIdle());
      upkeep.begin(evictionInterval());
      return answer;
    } catch (Exception | Error failure) {
      Closing.suppressed(failure, () -> connection.closeResource(first));
      throw failure;
    }
  }

  /**
   * Opens a resource that does not belong to the pool, for a use that outlives calls, such as a
   * subscription. The caller closes it.
   *
   * @param deadline by when to be done
   */
  public L openSeparate(Deadline deadline) throws Exception {
    return opener.open(deadline);
  }

  /** Probes a resource, and keeps what its answer says of the external system's health. */
  ServerMetadata ask(L resource, Deadline deadline) throws Exception {
    ServerMetadata answer = connection.probeResource(resource, deadline);
    finding = connection.resourceFinding(resource, answer);
    return answer;
  }

  /** What the last resource that was asked found out. */
  ProbeResult finding() {
    return finding;
  }

  private GenericObjectPoolConfig<PooledResource<L>> configuration() {
    GenericObjectPoolConfig<PooledResource<L>> configuration = new GenericObjectPoolConfig<>();
    configuration.setJmxEnabled(false);
    configuration.setMaxTotal(settings.maxSize());
    configuration.setMaxIdle(settings.maxSize());
    configuration.setNumTestsPerEvictionRun(-1); // minus one: all idle ones
    configuration.setTestOnReturn(true); // the one way to discard that makes no replacement at once
    configuration.setTestWhileIdle(true); // what is to be kept ready is opened by the tests
    return configuration;
  }

  private boolean isSuperfluous(PooledResource<L> idle, int idleCount) {
    long now = time.nanoTime();
    boolean spare = idleCount > settings.minIdle();
    if (idle.resource() == null) {
      return spare;
    }
    return idle.isTooOld(now) || (spare && idle.isUnusedFor(settings.maxIdle().toNanos(), now));
  }

  private Duration evictionInterval() {
    Duration shorter =
        settings.maxIdle().compareTo(settings.maxLifetime()) < 0
            ? settings.maxIdle()
            : settings.maxLifetime();
    Duration half = shorter.dividedBy(2);
    return half.compareTo(Duration.ofSeconds(30)) < 0 ? half : Duration.ofSeconds(30);
  }

  /** Up to a tenth shorter at random, so that resources opened together do not die together. */
  private long lifetimeNanos() {
    long full = settings.maxLifetime().toNanos();
    return full - (long) (full * ThreadLocalRandom.current().nextDouble(0.1));
  }

  /**
   * Lends a place, in which its borrower has a resource {@linkplain #open opened} next.
   *
   * @param deadline by when; waiting for a free place is bounded by the acquire timeout too
   */
  Loan<L> borrow(Deadline deadline) throws Exception {
    try {
      return new Loan<>(this, places.borrowObject(deadline.capped(timeouts.acquire()).remaining()));
    } catch (NoSuchElementException nothingFree) {
      throw connection.exhausted();
    }
  }

  /**
   * Sees to it that there is a resource in a place that was lent, and that it works. If not, the
   * loan is over.
   *
   * @param phases is told if one has to be opened
   */
  void open(Loan<L> loan, Deadline deadline, Consumer<Phase> phases) throws Exception {
    PooledResource<L> place = loan.place();
    try {
      discardIfUnfit(place, deadline);
      L resource = place.resource();
      if (resource == null) {
        phases.accept(Phase.CONNECT);
        resource = opener.open(deadline.capped(timeouts.connect()));
        place.fill(resource, time.nanoTime(), lifetimeNanos());
      }
      if (!loan.begins(resource)) {
        closeIn(place);
        throw connection.exhausted();
      }
    } catch (Exception | Error failure) {
      place.discard();
      if (loan.fails()) {
        places.returnObject(place);
      }
      throw failure;
    }
  }

  private void discardIfUnfit(PooledResource<L> place, Deadline deadline) throws Exception {
    L resource = place.resource();
    if (resource == null) {
      return;
    }
    long now = time.nanoTime();
    if (place.isTooOld(now)) {
      closeIn(place);
    } else if (place.isUnusedFor(TRUSTED_NANOS, now)) {
      try {
        ServerMetadata unused =
            connection.probeResource(resource, deadline.capped(timeouts.health()));
      } catch (InterruptedException interrupt) {
        throw interrupt;
      } catch (Exception stale) {
        closeIn(place); // a fresh one is opened in its place, and tells whether the server is there
      }
    }
  }

  /** Makes a resource fit for another user, which may take an exchange; false if it is not. */
  boolean isFitAgain(PooledResource<L> place) {
    L resource = place.resource();
    if (resource == null || place.isTooOld(time.nanoTime())) {
      return false;
    }
    try {
      connection.resetResource(resource);
      return true;
    } catch (Exception unfit) {
      return false;
    }
  }

  /**
   * Ends a loan: the resource goes back if it is fit for another user, and is closed if not.
   *
   * @param proven whether the last exchange is known to have ended well; if not, it is probed
   *     before it is lent again
   */
  void takeBack(PooledResource<L> place, boolean fit, boolean proven) {
    if (fit) {
      place.unusedSince(time.nanoTime() - (proven ? 0 : TRUSTED_NANOS + 1));
    } else {
      place.discard();
    }
    places.returnObject(place);
  }

  /** Takes a place out of the pool, which makes another one; closes what is in it. */
  void abandon(PooledResource<L> place) {
    Closing.quietly(() -> places.invalidateObject(place));
  }

  void cancel(L resource) {
    connection.cancelResource(resource);
  }

  /**
   * Fills a place that the pool wants to keep ready; stays empty if that fails. Whoever else adds
   * one, such as for a place that was abandoned, must not wait for the server.
   */
  void keepReady(PooledResource<L> place) {
    if (place.resource() == null && settings.minIdle() > 0 && upkeep.isThisThread() && !closed) {
      Closing.quietly(
          () ->
              place.fill(
                  opener.open(Deadline.after(timeouts.connect(), time)),
                  time.nanoTime(),
                  lifetimeNanos()));
      if (closed) {
        closeIn(place); // perhaps no one else has seen it
      }
    }
  }

  void closeIn(PooledResource<L> place) {
    L resource = place.empty();
    if (resource != null) {
      Closing.quietly(() -> connection.closeResource(resource));
    }
  }

  /** Closes what is idle now, and what is lent when it comes back. */
  void close() {
    closed = true;
    upkeep.close();
    places.close();
  }

  PoolStatistics statistics() {
    int active = places.getNumActive();
    int idle = places.getNumIdle();
    return new PoolStatistics(settings.maxSize(), active + idle, active, idle);
  }
}
