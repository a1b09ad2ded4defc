package dev.connections.provider;

import dev.connections.ConnectionKey;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.TimeSource;
import dev.connections.internal.telemetry.ProviderTelemetry;
import dev.connections.internal.telemetry.TelemetrySearch;
import dev.connections.monitoring.ConnectionListener;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The way from a plan to a provider: handles, then start; whatever fails closes what there is. */
record ProviderAssembly(
    ConnectionsConfiguration recipe,
    ConfigurationPlanner planner,
    ConfigurationPlan plan,
    TypeCatalogue types,
    Collection<ConnectionKey<?>> required,
    TimeSource time,
    @Nullable Executor executor,
    @Nullable Duration reloadEvery) {

  /** Lets the factories make all handles, and opens nothing. */
  void verify() {
    ProviderScope scope = scope(ProviderTelemetry.NONE);
    directoryOrClose(scope);
    scope.close();
  }

  /** Makes the provider and opens what is to be open at start. */
  ConnectionProvider open(List<ConnectionListener> listeners, TelemetrySearch telemetry) {
    ProviderScope scope = scope(telemetry.found());
    for (ConnectionListener listener : listeners) {
      scope.events().subscribe(listener);
    }
    ConnectionDirectory directory = directoryOrClose(scope);
    Shutdown shutdown = new Shutdown(directory.all(), scope);
    SnapshotRound snapshots = new SnapshotRound(directory.all(), scope);
    scope.telemetry().observe(snapshots::take);
    try {
      new Startup(scope).open(directory.all());
    } catch (RuntimeException | Error failure) {
      shutdown.close(Duration.ZERO); // no one has been given anything that could be waited for
      throw failure;
    }
    Reload reload = new Reload(recipe, planner, directory, scope, shutdown);
    if (reloadEvery != null) {
      new ReloadWatch(reload, () -> planner.files(recipe), scope, shutdown, reloadEvery).begin();
    }
    return new DefaultConnectionProvider(
        directory,
        types.descriptors(),
        scope,
        new HealthRound(directory.all(), scope),
        snapshots,
        reload,
        shutdown);
  }

  private ConnectionDirectory directoryOrClose(ProviderScope scope) {
    try {
      return directory(scope);
    } catch (RuntimeException | Error failure) {
      scope.close();
      throw failure;
    }
  }

  private ConnectionDirectory directory(ProviderScope scope) {
    ConnectionDirectory directory =
        new ConnectionDirectory(new HandleMaker(scope).make(plan.connections()));
    directory.require(required);
    scope.references().resolve(directory);
    return directory;
  }

  private ProviderScope scope(ProviderTelemetry telemetry) {
    return new ProviderScope(plan.source(), time, plan.redactor(), telemetry, executor);
  }
}
