package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.TimeSource;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.permit.Watchdog;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A connection whose clients are fakes, each of which knows what it was made from. */
final class ReplacementHarness implements AutoCloseable {

  /** What a client is made from. */
  record Version(String number) implements ConnectionConfiguration {}

  /** A fake client with what it was made from. */
  record Made(String endpoint, String version, FakeEndpoint fake) {}

  final EventHub hub = new EventHub();
  final Watchdog watchdog;
  final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
  final List<Made> made = new CopyOnWriteArrayList<>();
  final ConnectionSettings settings;
  final ManagedCore<Version, FakeEndpoint> core;

  /** What the test changes in every fake before it is opened. */
  volatile UnaryOperator<FakeEndpoint> prepare = UnaryOperator.identity();

  ReplacementHarness(ResilienceSettings resilience, TimeSource time, String... endpoints) {
    watchdog = new Watchdog(time);
    hub.subscribe(events::add);
    settings =
        ConnectionSettings.defaults("db", "Fake")
            .withTimeouts(CoreHarness.SHORT)
            .withResilience(resilience);
    core =
        new ConnectionCoreFactory(time, CoreHarness.REDACTOR, hub, watchdog, null)
            .create(
                "db-1",
                CoreHarness.TYPE,
                version("1", endpoints),
                this::make,
                () -> {},
                CallTelemetry.NONE);
  }

  private FakeEndpoint make(EndpointContext<Version> context) {
    FakeEndpoint fake = prepare.apply(new FakeEndpoint());
    made.add(new Made(context.name(), context.configuration().number(), fake));
    return fake;
  }

  /** A version of the configuration with these endpoints. */
  List<EndpointContext<Version>> version(String number, String... endpoints) {
    List<EndpointContext<Version>> contexts = new ArrayList<>();
    for (String endpoint : endpoints.length == 0 ? new String[] {"primary"} : endpoints) {
      contexts.add(new EndpointContext<>(endpoint, new Version(number), settings));
    }
    return contexts;
  }

  /** The latest fake of an endpoint. */
  FakeEndpoint latest(String endpoint) {
    FakeEndpoint latest = null;
    for (Made each : made) {
      latest = each.endpoint().equals(endpoint) ? each.fake() : latest;
    }
    if (latest == null) {
      throw new AssertionError("No client of " + endpoint + " was made");
    }
    return latest;
  }

  /** The fake of the only endpoint in a version. */
  FakeEndpoint of(String version) {
    return made.stream()
        .filter(each -> each.version().equals(version))
        .map(Made::fake)
        .findFirst()
        .orElseThrow();
  }

  /** What was opened successfully and not closed, or closed more than once. */
  List<Made> leaked() {
    return made.stream()
        .filter(each -> each.fake().closed.get() != each.fake().openedWell.get())
        .toList();
  }

  @Override
  public void close() {
    core.close(CoreHarness.in(Duration.ofMillis(200)));
    hub.close(Duration.ofSeconds(5));
    watchdog.close();
  }
}
