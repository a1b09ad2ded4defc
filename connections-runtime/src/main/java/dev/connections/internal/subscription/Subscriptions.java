package dev.connections.internal.subscription;

import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.OpeningFailures;
import dev.connections.internal.failure.RejectionFactory;
import dev.connections.internal.retry.RetryPolicy;
import dev.connections.monitoring.SubscriptionSnapshot;
import dev.connections.spi.Endpoint;
import dev.connections.spi.uses.SubscriptionSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The subscriptions of one connection. Thread-safe. */
public final class Subscriptions<E extends Endpoint> {

  private final ConnectionParts parts;
  private final Routing<E> routing;
  private final SubscriptionFailures failures;
  private final RejectionFactory rejections;
  private final Supplier<RetryPolicy> retries;
  private final Supplier<Duration> drainTimeout;
  private final Runnable changed;
  private final Executor handlers;
  private final Set<KeptSubscription<E>> kept = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * None yet.
   *
   * @param retries how long to wait between two attempts to open one
   * @param drainTimeout how long closing one may take, by default
   * @param changed run whenever {@link #problem} may say something else
   * @param handlers where what arrives is handled; null for threads of the background
   */
  public Subscriptions(
      ConnectionParts parts,
      Routing<E> routing,
      OpeningFailures openingFailures,
      RejectionFactory rejections,
      Supplier<RetryPolicy> retries,
      Supplier<Duration> drainTimeout,
      Runnable changed,
      @Nullable Executor handlers) {
    this.parts = parts;
    this.routing = routing;
    this.failures = new SubscriptionFailures(parts, openingFailures);
    this.rejections = rejections;
    this.retries = retries;
    this.drainTimeout = drainTimeout;
    this.changed = changed;
    this.handlers = handlers == null ? parts.watchdog().background() : handlers;
  }

  /** See {@link dev.connections.spi.ConnectionCore#subscribe}. */
  public ManagedSubscription open(String name, SubscriptionSource<? super E> source) {
    KeptSubscription<E> opened = new KeptSubscription<>(name, source, this, parts, handlers);
    kept.add(opened);
    if (closed) { // looked at after it was added: whoever closes later finds it
      kept.remove(opened);
      throw rejections.closed(active(), Operation.read(name)).make(Conclusion.NONE);
    }
    opened.reconsider();
    return opened;
  }

  /** Something changed at an endpoint, or which one is active. Never blocks. */
  public void reconsider() {
    kept.forEach(KeptSubscription::reconsider);
  }

  /** Stops all; what has arrived is still being handled. Never blocks. */
  public void close() {
    closed = true;
    kept.forEach(KeptSubscription::stop);
  }

  public List<SubscriptionSnapshot> snapshots() {
    return kept.stream().map(KeptSubscription::snapshot).toList();
  }

  void ended(KeptSubscription<E> subscription) {
    kept.remove(subscription);
    changed();
  }

  /** What is wrong with one of them may be something else now. */
  void changed() {
    changed.run();
  }

  /** Why one of them cannot be opened, although its endpoint is open; null if all can. */
  public @Nullable String problem() {
    for (KeptSubscription<E> each : kept) {
      String problem = each.problem();
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  ManagedEndpoint<E> active() {
    return routing.active();
  }

  Duration backoff(int times) {
    return retries.get().backoff(times, null);
  }

  Duration drainTimeout() {
    return drainTimeout.get();
  }

  SubscriptionFailures failures() {
    return failures;
  }
}
