package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.permit.Watchdog;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.EndpointSnapshot;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.Redactor;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.testsupport.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One connection over a fake endpoint, with short limits, and all that was heard of it. */
public final class CoreHarness implements AutoCloseable {

  public record FakeSettings() implements ConnectionConfiguration {}

  /** What must never be seen. */
  static final String SECRET = "hunter2";

  static final Redactor REDACTOR =
      new Redactor() {
        @Override
        public String redact(String text) {
          return text.replace(SECRET, "***");
        }

        @Override
        public @Nullable Throwable redact(@Nullable Throwable throwable) {
          return throwable == null || !String.valueOf(throwable.getMessage()).contains(SECRET)
              ? throwable
              : new RuntimeException(redact(String.valueOf(throwable.getMessage())));
        }
      };

  /** Limits that a machine which halts for a moment does not reach. */
  public static final Timeouts SHORT = acquiringWithin(Duration.ofSeconds(3));

  /** For tests that wait in vain for a permit, and only for those. */
  public static final Timeouts IMPATIENT = acquiringWithin(Duration.ofMillis(100));

  private static Timeouts acquiringWithin(Duration acquire) {
    return new Timeouts(
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        acquire,
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5));
  }

  static final ConnectionTypeDescriptor<?, ?> TYPE =
      ConnectionTypeDescriptor.<ManagedConnection<Object>, ConnectionConfiguration>builder(
              1, "Fake", "Test")
          .build(
              new ConnectionTypeDescriptor.Classes() {
                @Override
                public Class<?> connectionClass(int id) {
                  return ManagedConnection.class;
                }

                @Override
                public Class<?> configurationClass(int id) {
                  return ConnectionConfiguration.class;
                }
              });

  /** Knows whether everything it was given has ended. */
  private static final class Background extends ThreadPoolExecutor {
    final AtomicInteger unfinished = new AtomicInteger();

    Background() {
      super(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "connections-background-of-a-test");
            thread.setDaemon(true);
            return thread;
          });
    }

    @Override
    public void execute(Runnable task) {
      unfinished.incrementAndGet();
      try {
        super.execute(
            () -> {
              try {
                task.run();
              } finally {
                unfinished.decrementAndGet();
              }
            });
      } catch (RejectedExecutionException closed) {
        unfinished.decrementAndGet();
        throw closed;
      }
    }
  }

  private final TimeSource time;
  private final @Nullable Executor executor;
  final EventHub hub = new EventHub();
  private final Background background = new Background();
  final Watchdog watchdog;
  public final FakeEndpoint endpoint = new FakeEndpoint();

  /** Every endpoint that was made, by its name; the latest where it was made anew. */
  final Map<String, FakeEndpoint> endpoints = new ConcurrentHashMap<>();

  private final Set<String> connections = ConcurrentHashMap.newKeySet();

  public final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
  public final ManagedCore<FakeSettings, FakeEndpoint> core;

  public CoreHarness() {
    this(SHORT, TimeSource.system());
  }

  public CoreHarness(Timeouts timeouts, TimeSource time) {
    this(timeouts, time, Once.SETTINGS, "primary");
  }

  /** A connection with several endpoints. */
  public CoreHarness(
      Timeouts timeouts, TimeSource time, ResilienceSettings resilience, String... names) {
    this(timeouts, time, resilience, null, names);
  }

  /** A connection whose asynchronous calls run on an executor; null for threads of its own. */
  public CoreHarness(
      Timeouts timeouts,
      TimeSource time,
      ResilienceSettings resilience,
      @Nullable Executor executor,
      String... names) {
    this.time = time;
    this.executor = executor;
    watchdog = new Watchdog(time, background);
    hub.subscribe(events::add);
    core = connection("db", timeouts, time, resilience, names);
  }

  public ManagedCore<FakeSettings, FakeEndpoint> another(
      String name, Timeouts timeouts, TimeSource time) {
    return connection(name, timeouts, time, Once.SETTINGS, "primary");
  }

  private ManagedCore<FakeSettings, FakeEndpoint> connection(
      String name,
      Timeouts timeouts,
      TimeSource time,
      ResilienceSettings resilience,
      String... names) {
    return connection(contexts(name, timeouts, resilience, names), time);
  }

  /** A connection with one endpoint and these settings. */
  public ManagedCore<FakeSettings, FakeEndpoint> another(
      ConnectionSettings settings, TimeSource time) {
    return connection(
        List.of(new EndpointContext<>("primary", new FakeSettings(), settings)), time);
  }

  private ManagedCore<FakeSettings, FakeEndpoint> connection(
      List<EndpointContext<FakeSettings>> contexts, TimeSource time) {
    return new ConnectionCoreFactory(time, REDACTOR, hub, watchdog, executor)
        .create(
            contexts.get(0).settings().name() + "-1",
            TYPE,
            contexts,
            this::make,
            () -> {},
            CallTelemetry.NONE);
  }

  static List<EndpointContext<FakeSettings>> contexts(
      String name, Timeouts timeouts, ResilienceSettings resilience, String... names) {
    ConnectionSettings settings =
        ConnectionSettings.defaults(name, "Fake").withTimeouts(timeouts).withResilience(resilience);
    return Stream.of(names)
        .map(each -> new EndpointContext<>(each, new FakeSettings(), settings))
        .toList();
  }

  private FakeEndpoint make(EndpointContext<FakeSettings> context) {
    boolean first = context.name().equals("primary") && connections.add(context.settings().name());
    FakeEndpoint made = first ? endpoint : new FakeEndpoint(context.name());
    FakeEndpoint before = endpoints.put(context.name(), made);
    if (before != null) { // the same server
      made.onOpen = before.onOpen;
      made.onProbe = before.onProbe;
      made.addresses = before.addresses;
    }
    return made;
  }

  /** The latest with this name. */
  FakeEndpoint at(String name) {
    return Objects.requireNonNull(endpoints.get(name));
  }

  EndpointSnapshot look(String name) {
    return core.snapshot().endpoints().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The events of one kind so far. */
  <T extends ConnectionEvent> List<T> told(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Moves a stopped clock, and waits until what is due then was begun and has had its turn. */
  void advance(Duration by) {
    await("the background is done", () -> background.unfinished.get() == 0);
    ((StoppedTime) time).advance(by);
    CountDownLatch dispatched = new CountDownLatch(1);
    watchdog.schedule(this, Duration.ZERO, dispatched::countDown);
    await(dispatched);
    await("the background is done", () -> background.unfinished.get() == 0);
  }

  /** Moves a stopped clock in small steps until something is true; how far. */
  Duration advanceUntil(String what, Duration step, Duration atMost, BooleanSupplier condition) {
    Duration moved = Duration.ZERO;
    while (!condition.getAsBoolean()) {
      if (moved.compareTo(atMost) > 0) {
        await(what + " within " + atMost, condition); // events are told by a thread of their own
        return moved;
      }
      advance(step);
      moved = moved.plus(step);
    }
    return moved;
  }

  public static Deadline in(Duration length) {
    return Deadline.after(length, TimeSource.system());
  }

  /** As {@link Await#until(String, java.util.concurrent.Callable)}. */
  public static void await(String what, BooleanSupplier condition) {
    Await.until(what, condition::getAsBoolean);
  }

  public static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("Waited in vain for a latch");
      }
    } catch (InterruptedException interrupt) {
      throw new AssertionError("Interrupted while waiting", interrupt);
    }
  }

  @Override
  public void close() {
    core.close(in(Duration.ofMillis(100)));
    hub.close(Duration.ofSeconds(5));
    watchdog.close();
  }
}
