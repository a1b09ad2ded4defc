package dev.connections;

import dev.connections.monitoring.LeaseHolder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How closing went. Immutable.
 *
 * @param took the whole time
 * @param connections one each, in the order of closing
 */
public record CloseReport(Duration took, List<Entry> connections) {

  /** How closing one connection went. */
  public enum Ending {
    /** It was never opened. */
    NEVER_OPENED,
    /** Everything that was lent came back. */
    DRAINED,
    /** The drain deadline passed, and the rest was aborted. */
    ABORTED,
    /** Releasing it failed. */
    FAILED
  }

  /**
   * One connection.
   *
   * @param name its name
   * @param ending how it went
   * @param took how long it took
   * @param aborted what had not come back by the deadline
   * @param problem why releasing failed, without secrets; null otherwise
   */
  public record Entry(
      String name,
      Ending ending,
      Duration took,
      List<LeaseHolder> aborted,
      @Nullable String problem) {}

  /** Whether everything came back and was released. */
  public boolean isClean() {
    return connections.stream()
        .allMatch(
            entry -> entry.ending() == Ending.DRAINED || entry.ending() == Ending.NEVER_OPENED);
  }

  /** One line a connection. */
  @Override
  public String toString() {
    return connections.stream()
        .map(
            entry ->
                entry.name()
                    + ": "
                    + entry.ending()
                    + " in "
                    + entry.took().toMillis()
                    + " ms"
                    + (entry.aborted().isEmpty() ? "" : ", aborted " + entry.aborted())
                    + (entry.problem() == null ? "" : ", " + entry.problem()))
        .collect(Collectors.joining("\n"));
  }
}
