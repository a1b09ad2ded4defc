package dev.connections.rest.internal.failure;

import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * There is no access token, so nothing was sent to the API. What that means is known. An {@link
 * IOException} because that is what callers of the native client expect.
 */
public final class NoTokenException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient FailureClassification meaning;

  public NoTokenException(FailureClassification meaning, @Nullable Throwable cause) {
    super(meaning.problem(), cause);
    this.meaning = meaning;
  }

  /** Begins what it means: nothing was sent, and the API is not at fault. */
  public static FailureClassification.Builder because(Kind kind) {
    return FailureClassification.failure(kind).during(Phase.AUTH).notSent();
  }

  /** What it means for a call of the API. */
  public FailureClassification meaning() {
    return meaning;
  }

  /** The same for another thread, with its own stack trace. */
  public NoTokenException again() {
    return new NoTokenException(meaning, this);
  }

  /** Whether the token server does not accept the client: asking again will not help. */
  public boolean isRefusal() {
    return meaning.kind() == Kind.AUTHENTICATION;
  }
}
