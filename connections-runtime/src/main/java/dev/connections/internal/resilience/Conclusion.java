package dev.connections.internal.resilience;

import dev.connections.AttemptReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, for the exception that its caller sees.
 *
 * @param attempts how many attempts were begun
 * @param history what became of each; empty if only one was made
 * @param notRetried why there was no other one; null if there is nothing to say
 */
record Conclusion(int attempts, List<AttemptReport> history, @Nullable String notRetried) {

  /** Nothing was begun. */
  static final Conclusion NONE = new Conclusion(0, List.of(), null);

  /** For a use that has no attempts. */
  static final Conclusion ONLY = new Conclusion(1, List.of(), null);
}
