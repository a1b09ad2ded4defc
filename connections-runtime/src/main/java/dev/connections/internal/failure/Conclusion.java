package dev.connections.internal.failure;

import dev.connections.failure.AttemptReport;
import dev.connections.failure.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, for the exception that its caller sees.
 *
 * @param attempts how many attempts were begun
 * @param history what became of each; empty if only one was made
 * @param outcome what is known of all attempts together; null if there was no loop of attempts
 * @param notRetried why there was no other one; null if there is nothing to say
 * @param retryHeldBack whether another one was due, and only that reason held it back
 */
public record Conclusion(
    int attempts,
    List<AttemptReport> history,
    @Nullable Outcome outcome,
    @Nullable String notRetried,
    boolean retryHeldBack) {

  private static final String ONCE = "only calls are tried again, as the runtime knows their work";

  /** Nothing was begun, of what is never tried again. */
  public static final Conclusion NONE = new Conclusion(0, List.of(), null, ONCE, false);

  /** For a use that has no attempts. */
  public static final Conclusion ONLY = new Conclusion(1, List.of(), null, ONCE, false);
}
