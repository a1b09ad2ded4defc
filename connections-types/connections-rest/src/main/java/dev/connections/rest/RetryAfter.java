package dev.connections.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads when a server wants to be asked again (RFC 9110, section 10.2.3). */
final class RetryAfter {

  /** No one waits longer, and sums with it do not overflow. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private RetryAfter() {}

  /**
   * How long to wait, from now; never negative, at most a year; null if the server does not say, or
   * says it in no known form. A date is compared with the server's own, so that its clock may be
   * wrong.
   */
  static @Nullable Duration in(Headers headers, Instant now) {
    String text = headers.get("Retry-After");
    if (text == null) {
      return null;
    }
    if (text.strip().matches("[0-9]+")) {
      String digits = text.strip();
      return digits.length() > 9 ? LONGEST : limited(Duration.ofSeconds(Long.parseLong(digits)));
    }
    try {
      Instant then = headers.getInstant("Retry-After");
      Instant serverNow = headers.getInstant("Date");
      return then == null
          ? null
          : limited(Duration.between(serverNow == null ? now : serverNow, then));
    } catch (DateTimeException | ArithmeticException outOfRange) {
      return null;
    }
  }

  private static Duration limited(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
