package dev.connections.provider;

import dev.connections.ConnectionsConfiguration;
import dev.connections.ReloadReport;
import dev.connections.ReloadReport.Entry;
import dev.connections.ReloadReport.Outcome;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a configuration that may have changed: all of it is read and checked first, then each
 * connection that is concerned is replaced, several at a time. Thread-safe; one reload at a time.
 */
final class Reload {

  private static final Logger LOG = LoggerFactory.getLogger("dev.connections");

  private final ConnectionsConfiguration recipe;
  private final ConfigurationPlanner planner;
  private final ConnectionDirectory directory;
  private final ProviderScope scope;
  private final Shutdown shutdown;
  private final Executor turns;
  private final ReentrantLock reloading = new ReentrantLock();

  /**
   * A way to reload.
   *
   * @param planner reads and checks everything, and throws what is wrong
   */
  Reload(
      ConnectionsConfiguration recipe,
      ConfigurationPlanner planner,
      ConnectionDirectory directory,
      ProviderScope scope,
      Shutdown shutdown) {
    this.recipe = recipe;
    this.planner = planner;
    this.directory = directory;
    this.scope = scope;
    this.shutdown = shutdown;
    this.turns = scope.limited("connections-reload");
  }

  /**
   * Reads everything and follows it; waits for whoever is doing so.
   *
   * @throws ConnectionClosedException if the provider is closed
   */
  ReloadReport reload() {
    reloading.lock();
    try {
      rejectIfClosed();
      long begun = scope.time().nanoTime();
      ConfigurationPlan plan;
      try {
        plan = planner.plan(recipe);
      } catch (ConnectionConfigurationException rejection) {
        return refused(rejection, scope.since(begun));
      } catch (RuntimeException bug) {
        return refused(unexpected(bug), scope.since(begun));
      }
      List<Entry> entries = follow(plan);
      directory.renumber();
      ReloadReport report = new ReloadReport(scope.since(begun), entries, Optional.empty());
      tell(report);
      return report;
    } finally {
      reloading.unlock();
    }
  }

  private void rejectIfClosed() {
    if (shutdown.hasBegun()) {
      throw new ConnectionClosedException(
          Diagnosis.of(scope.source(), "the provider is closed")
              .nextStep("there is nothing left to reload")
              .build(),
          null);
    }
  }

  private ConnectionConfigurationException unexpected(RuntimeException bug) {
    return new ConnectionConfigurationException(
        Diagnosis.of(scope.source(), "reading failed: " + scope.redactor().redact(bug.toString()))
            .nextStep("see the cause; a binder or a check is at fault")
            .build(),
        scope.redactor().redact(bug));
  }

  private ReloadReport refused(ConnectionConfigurationException rejection, Duration took) {
    LOG.warn("Configuration rejected; keeping the current one: {}", rejection.getMessage());
    for (NamedConnection connection : directory.all()) {
      connection.core().keepsConfiguration(rejection.diagnosis().problem());
    }
    return new ReloadReport(took, List.of(), Optional.of(rejection));
  }

  private List<Entry> follow(ConfigurationPlan plan) {
    Map<String, ConnectionPlan<?, ?>> next = new LinkedHashMap<>();
    plan.connections().forEach(each -> next.put(each.name(), each));
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (NamedConnection connection : directory.all()) {
      ConnectionPlan<?, ?> planned = next.remove(connection.name());
      entries.add(
          new CompletableFuture<Entry>().completeAsync(() -> follow(connection, planned), turns));
    }
    List<Entry> followed = new ArrayList<>();
    entries.forEach(entry -> followed.add(entry.join()));
    next.keySet()
        .forEach(
            name ->
                followed.add(
                    new Entry(
                        name,
                        Outcome.NEEDS_RESTART,
                        "its name is new in the configuration; a running provider opens no new names: restart the"
                            + " process to use it")));
    return followed;
  }

  private Entry follow(NamedConnection connection, @Nullable ConnectionPlan<?, ?> next) {
    if (next == null) {
      return kept(
          connection,
          Outcome.NEEDS_RESTART,
          "the configuration does not name it any more; it stays open until the process is"
              + " restarted");
    }
    ConnectionPlan<?, ?> before = connection.plan();
    if (next.type().descriptor() != before.type().descriptor()) {
      return kept(
          connection,
          Outcome.NEEDS_RESTART,
          "its type is "
              + before.type().descriptor()
              + " until a restart; the configuration says "
              + next.type().descriptor());
    }
    if (!next.needsOtherClientsThan(before)) {
      connection.note(next);
      return new Entry(connection.name(), Outcome.UNCHANGED, null);
    }
    try {
      connection.replace(next);
      return new Entry(connection.name(), Outcome.REPLACED, null);
    } catch (ConnectionException failure) {
      return kept(
          connection, Outcome.FAILED, "[" + failure.code() + "] " + failure.diagnosis().problem());
    } catch (Throwable failure) { // a missing class keeps one connection as it is, not all
      return kept(connection, Outcome.FAILED, scope.redactor().redact(failure.toString()));
    }
  }

  private static Entry kept(NamedConnection connection, Outcome outcome, String problem) {
    connection.core().keepsConfiguration(problem);
    return new Entry(connection.name(), outcome, problem);
  }

  private static void tell(ReloadReport report) {
    for (Entry entry : report.connections()) {
      switch (entry.outcome()) {
        case FAILED, NEEDS_RESTART ->
            LOG.warn(
                "Configuration rejected for connection '{}'; keeping the current one: {}",
                entry.name(),
                entry.problem());
        case REPLACED -> LOG.info("Configuration replaced for connection '{}'", entry.name());
        case UNCHANGED -> {}
      }
    }
  }
}
