package dev.connections.rest;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that was not a success, as the exceptions keep it. Immutable; holds no secrets. */
record HttpAnswer(
    int status,
    Map<String, List<String>> headers,
    @Nullable ProblemDetails problemDetails,
    String bodyExcerpt,
    @Nullable Duration delay)
    implements HttpFailure, Serializable {

  private static final long serialVersionUID = 1L;

  @Override
  public Optional<ProblemDetails> problem() {
    return Optional.ofNullable(problemDetails);
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(delay);
  }
}
