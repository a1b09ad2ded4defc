package dev.connections.rest;

import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.Diagnosis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server answered that it does not know who we are (401), or that we may not do this (403). */
public final class AuthenticationHttpException extends ConnectionAuthenticationException
    implements HttpFailure {

  private static final long serialVersionUID = 1L;

  private final HttpAnswer answer;

  AuthenticationHttpException(Diagnosis diagnosis, @Nullable Throwable cause, HttpAnswer answer) {
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
