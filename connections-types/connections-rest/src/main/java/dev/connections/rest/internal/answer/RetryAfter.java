package dev.connections.rest.internal.answer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads when a server wants to be asked again (RFC 9110, section 10.2.3). */
final class RetryAfter {

  /** No one waits longer, and sums with it do not overflow. */
  private static final Duration LONGEST = Duration.ofDays(365);

  /** Whole seconds, as the RFC has it; some servers send a fraction, which counts if it is any. */
  private static final Pattern SECONDS = Pattern.compile("([0-9]+)(?:\\.0*([1-9][0-9]*)?)?");

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
    Matcher seconds = SECONDS.matcher(text.strip());
    if (seconds.matches()) {
      String digits = seconds.group(1);
      return digits.length() > 9
          ? LONGEST
          : limited(Duration.ofSeconds(Long.parseLong(digits) + (seconds.start(2) < 0 ? 0 : 1)));
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
