package dev.connections.failure;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt of an operation that failed. Immutable; holds no secrets.
 *
 * @param number 1 for the first one
 * @param endpoint the name of the endpoint it was made on
 * @param phase how far it had come
 * @param problem what happened, in one sentence
 * @param took how long it took
 * @param backoff how long was waited before the next one; null if there was none
 */
public record AttemptReport(
    int number,
    String endpoint,
    Phase phase,
    String problem,
    Duration took,
    @Nullable Duration backoff)
    implements Serializable {

  @Override
  public String toString() {
    return number
        + " on "
        + endpoint
        + ", "
        + phase
        + " after "
        + took.toMillis()
        + " ms: "
        + problem
        + (backoff == null ? "" : "; retried after " + backoff.toMillis() + " ms");
  }
}
