package dev.connections.rest.internal.token;

import dev.connections.rest.internal.failure.NoTokenException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The token server does not accept the client. It is not asked again for a while, which grows with
 * each refusal, so that the client is not locked; other credentials are tried at once. Immutable.
 *
 * @param failure what it said
 * @param credentials stands for what it was asked with
 * @param count how many there were in a row
 * @param atNanos when it was
 */
record Refusal(NoTokenException failure, Object credentials, int count, long atNanos) {

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final int DOUBLED_AT_MOST = 6; // then it is more than ten minutes

  /**
   * Another one.
   *
   * @param before the last one since a token was given; null if none
   */
  static Refusal after(
      @Nullable Refusal before, NoTokenException failure, Object credentials, long now) {
    int earlier = before == null || !before.credentials.equals(credentials) ? 0 : before.count;
    return new Refusal(failure, credentials, earlier + 1, now);
  }

  /** How long the server is left alone from the moment {@code now}; zero or less if no more. */
  long remainingNanos(long now) {
    long pause = FIRST.toNanos() << Math.min(count - 1, DOUBLED_AT_MOST);
    return pause - (now - atNanos);
  }

  /** What a caller is told who needs a token meanwhile. */
  NoTokenException told(long now) {
    long seconds = Math.max(1, Duration.ofNanos(remainingNanos(now)).toSeconds());
    return new NoTokenException(
        failure
            .meaning()
            .but()
            .because(
                failure.meaning().problem()
                    + "; it is asked again in "
                    + seconds
                    + " s, or when the credentials have changed"),
        failure);
  }
}
