package dev.connections.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an exception knows of an answer that was not a success. Implemented by subclasses of the
 * exceptions that all kinds of connection throw, so it can be asked for beside them:
 *
 * <pre>{@code
 * try {
 *   …
 * } catch (PermanentConnectionException e) {
 *   if (e instanceof HttpFailure failure && failure.status() == 404) { … }
 * }
 * }</pre>
 *
 * <p>Known secrets have been removed from all texts.
 */
public interface HttpFailure {

  /** The status code. */
  int status();

  /** The headers by name, whatever its case; without those that set cookies. */
  Map<String, List<String>> headers();

  /** What the server said in the standard form, if it did and it could be read. */
  Optional<ProblemDetails> problem();

  /** The beginning of the body, at most 64 KiB; empty if it was not text. */
  String bodyExcerpt();

  /** When the server wants to be asked again, counted from its answer; empty if it did not say. */
  Optional<Duration> retryAfter();
}
