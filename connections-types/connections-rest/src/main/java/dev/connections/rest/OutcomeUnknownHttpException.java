package dev.connections.rest;

import dev.connections.failure.Diagnosis;
import dev.connections.failure.OutcomeUnknownException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server answered a request that must not be done twice in a way that leaves open whether it
 * was done.
 */
public final class OutcomeUnknownHttpException extends OutcomeUnknownException
    implements HttpFailure {

  private static final long serialVersionUID = 1L;

  private final HttpAnswer answer;

  OutcomeUnknownHttpException(Diagnosis diagnosis, @Nullable Throwable cause, HttpAnswer answer) {
    super(diagnosis, cause);
    this.answer = answer;
  }

  @Override
  public int status() {
    return answer.status();
  }

  @Override
  public Map<String, List<String>> headers() {
    return answer.headers();
  }

  @Override
  public Optional<ProblemDetails> problem() {
    return answer.problem();
  }

  @Override
  public String bodyExcerpt() {
    return answer.bodyExcerpt();
  }

  @Override
  public Optional<Duration> retryAfter() {
    return answer.retryAfter();
  }
}
