package dev.connections;

import dev.connections.failure.ConnectionConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How {@link ConnectionProvider#reload() reloading} went. Immutable.
 *
 * @param took the whole time, without the draining of what was replaced, which goes on
 * @param connections one each, in the order of the provider, then those that only the configuration
 *     names; none if the configuration was rejected
 * @param rejected why the configuration was rejected as a whole, with everything that is wrong, as
 *     it would be thrown at start; empty if nothing is. Nothing was changed then
 */
public record ReloadReport(
    Duration took, List<Entry> connections, Optional<ConnectionConfigurationException> rejected) {

  /** What became of one connection. */
  public enum Outcome {
    /** Its configuration and its secrets are as before, or differ only in what counts at start. */
    UNCHANGED,
    /** It has another configuration or other secrets; calls use them from now on. */
    REPLACED,
    /** A new client could not be opened in the place of one that is open; all is as before. */
    FAILED,
    /**
     * Its type is another one now, its name is new or is not in the configuration any more: that
     * cannot be followed while the provider is in use, so all is as before.
     */
    NEEDS_RESTART
  }

  /**
   * One connection.
   *
   * @param name its name
   * @param outcome what became of it
   * @param problem why it did not follow, without secrets; null if it did
   */
  public record Entry(String name, Outcome outcome, @Nullable String problem) {}

  /** Copies the entries. */
  public ReloadReport {
    connections = List.copyOf(connections);
  }

  /** Whether everything is now as the configuration says. */
  public boolean isClean() {
    return rejected.isEmpty()
        && connections.stream()
            .allMatch(
                entry ->
                    entry.outcome() == Outcome.UNCHANGED || entry.outcome() == Outcome.REPLACED);
  }

  /** The connections with an outcome, in order. */
  public List<Entry> with(Outcome outcome) {
    return connections.stream().filter(entry -> entry.outcome() == outcome).toList();
  }

  /** Why it was rejected, or one line a connection. */
  @Override
  public String toString() {
    return rejected
        .map(rejection -> "Configuration rejected, nothing was changed: " + rejection.getMessage())
        .orElseGet(
            () ->
                connections.stream()
                    .map(
                        entry ->
                            entry.name()
                                + ": "
                                + entry.outcome()
                                + (entry.problem() == null ? "" : ", " + entry.problem()))
                    .collect(Collectors.joining("\n")));
  }
}
