package dev.connections.internal.failover;

import dev.connections.Effect;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.internal.circuit.DurationWords;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.spi.Endpoint;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the endpoint for each attempt. Writes go where the active one is, and nowhere else; reads
 * may go to any that is usable. Where reads are spread, those follow that must see what this
 * process has just written, and no endpoint gets any that is too far behind. Thread-safe.
 */
public final class Routing<E extends Endpoint> {

  /**
   * The endpoints at one moment.
   *
   * @param all in the order of the configuration, which is that of preference
   * @param active the one in use; among them
   */
  public record Table<E extends Endpoint>(List<ManagedEndpoint<E>> all, ManagedEndpoint<E> active) {

    /** The same with another one in use. */
    public Table<E> using(ManagedEndpoint<E> next) {
      return new Table<>(all, next);
    }

    /** The endpoint with a name; null if there is none. */
    public @Nullable ManagedEndpoint<E> named(String name) {
      for (ManagedEndpoint<E> endpoint : all) {
        if (endpoint.name().equals(name)) {
          return endpoint;
        }
      }
      return null;
    }
  }

  /** Hears of each change. */
  public interface Listener {

    /** Another table is in use, or another client; must not block. */
    void routeChanged();
  }

  private final TimeSource time;
  private final RandomGenerator random;
  private volatile Failover settings;
  private volatile Table<E> table;
  private final Listener listener;
  private final LagWatch<E> lags;
  private final OwnWrites writes = new OwnWrites();

  public Routing(
      TimeSource time,
      RandomGenerator random,
      Failover settings,
      Table<E> table,
      LagWatch<E> lags,
      Listener listener) {
    this.time = time;
    this.random = random;
    this.settings = settings;
    this.table = table;
    this.lags = lags;
    this.listener = listener;
  }

  public void follow(Failover next, Duration probeTimeout) {
    settings = next;
    lags.follow(probeTimeout);
  }

  Failover settings() {
    return settings;
  }

  public Table<E> table() {
    return table;
  }

  /** From now on; called by one thread at a time. */
  public void use(Table<E> next) {
    table = next;
    listener.routeChanged();
  }

  public ManagedEndpoint<E> active() {
    return table.active();
  }

  /** Something that may write at any time begins; whether {@link #writerClosed} must follow. */
  public boolean writerOpened() {
    boolean counts = spreadsReads();
    if (counts) {
      writes.opened();
    }
    return counts;
  }

  public void writerClosed() {
    writes.closed(time.nanoTime());
  }

  /** Something that may have written is over. */
  public void written() {
    if (spreadsReads()) {
      writes.written(time.nanoTime());
    }
  }

  private boolean spreadsReads() {
    return settings.balanceReads() && table.all().size() > 1;
  }

  /** How far an endpoint is behind the active one; null where no one asks. */
  public @Nullable String lag(ManagedEndpoint<E> endpoint) {
    Table<E> now = table;
    if (endpoint == now.active()
        || !endpoint.client().endpoint().tellsPosition()
        || !lags.isRunning()) {
      return null;
    }
    Duration lag = lags.lag(endpoint, now);
    return lag == null ? "unknown" : DurationWords.of(Nanos.of(lag));
  }

  /**
   * The endpoint for an attempt.
   *
   * @param failed where the attempt before it failed; null for the first one
   * @param alone whether it is neither a lease nor a part of other work, so that what reads may be
   *     spread
   */
  public ManagedEndpoint<E> choose(
      Operation operation, @Nullable ManagedEndpoint<E> failed, boolean alone) {
    Table<E> now = table;
    if (now.all().size() == 1 || operation.effect() != Effect.READ) {
      return now.active();
    }
    long nanos = time.nanoTime();
    Failover rules = settings;
    boolean spread = false;
    if (rules.balanceReads()) {
      lags.needed(this);
      spread = alone && !writes.within(rules.readOwnWrites(), nanos);
    }
    if (!spread && now.active() != failed && now.active().isUsable(nanos)) {
      return now.active();
    }
    List<ManagedEndpoint<E>> usable = usable(now, failed, nanos, rules);
    if (usable.isEmpty()) {
      return now.active();
    }
    return spread ? lessBusy(usable) : usable.get(0);
  }

  /** The usable ones without the one that has just failed, unless it is the only one. */
  private List<ManagedEndpoint<E>> usable(
      Table<E> now, @Nullable ManagedEndpoint<E> failed, long nanos, Failover rules) {
    List<ManagedEndpoint<E>> usable = new ArrayList<>(now.all().size());
    for (ManagedEndpoint<E> endpoint : now.all()) {
      if (endpoint.isUsable(nanos)) {
        usable.add(endpoint);
      }
    }
    if (usable.size() < now.all().size() * rules.panic().asFraction()) {
      usable.clear();
      usable.addAll(now.all());
    }
    if (rules.balanceReads()) { // also while the active one is away: the bound is a promise
      usable.removeIf(endpoint -> !lags.isCloseEnough(endpoint, now, nanos, rules));
    }
    if (failed != null && usable.size() > 1) {
      usable.remove(failed);
    }
    return usable;
  }

  /**
   * The less busy of two at random: nearly as good as the least busy of all, and those who choose
   * at the same moment do not all choose the same (Mitzenmacher, "The power of two choices").
   */
  private ManagedEndpoint<E> lessBusy(List<ManagedEndpoint<E>> usable) {
    int size = usable.size();
    if (size == 1) {
      return usable.get(0);
    }
    int first = random.nextInt(size);
    int second = (first + 1 + random.nextInt(size - 1)) % size;
    ManagedEndpoint<E> one = usable.get(first);
    ManagedEndpoint<E> other = usable.get(second);
    return one.inFlight() <= other.inFlight() ? one : other;
  }
}
