package dev.connections.internal.endpoint;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls in a row to which the external system answered that it would not do them now, or not for
 * these credentials, such as by an HTTP status 429 or 401. It works, so its circuit stays closed;
 * but its callers get nothing. Thread-safe.
 */
final class Throttling {

  /** More than all attempts of one call, which prove less than those of several. */
  private static final int REJECTIONS = 5;

  private final AtomicInteger inARow = new AtomicInteger();
  private volatile @Nullable String problem;

  /** One more; true if this makes it known. */
  boolean rejected(String why) {
    boolean first = inARow.incrementAndGet() == REJECTIONS;
    if (first) {
      problem = "calls are rejected, " + REJECTIONS + " in a row: " + why;
    }
    return first;
  }

  /** A call succeeded; true if it was known. Two reads in most cases. */
  boolean ends() {
    if (inARow.get() == 0 && problem == null) {
      return false;
    }
    inARow.set(0);
    boolean known = problem != null;
    problem = null;
    return known;
  }

  /** What is wrong; null if nothing is. */
  @Nullable String problem() {
    return problem;
  }
}
