package dev.connections.internal.configuration.secret;

import dev.connections.spi.Redactor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Removes the values of all secrets that were revealed, also where they are URL-encoded; the
 * user-info of URLs; and what follows {@code password=} and its like, {@code Bearer} and {@code
 * Basic}.
 *
 * <p>Values of fewer than four characters would turn ordinary text into stars, so they are removed
 * only right after a quote, {@code =} or {@code :}, and only as whole words. Where a value
 * {@linkplain SecretPlaces may stand} at all is the same for all others. Of each reference the last
 * few values are remembered, so that a message about a password that has just been rotated is clean
 * as well, and that rotation for years needs no more memory. Thread-safe.
 */
public final class SecretRedactor implements Redactor {

  private static final String STARS = "***";
  private static final int SHORTEST_ANYWHERE = 4;
  private static final int REMEMBERED = 4;

  /** Compiled when a text may have what they remove. */
  private static final class Forms {
    private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?#\\s\"'<>]+@");
    private static final Pattern PARAMETER =
        Pattern.compile(
            "(?i)((?:password|passwd|pwd|passphrase|secret|token|api[-_]?key|access[-_]?key))="
                + "(?:\"[^\"]*\"|'[^']*'|[^&;,\\s\"')}\\]]+)");
    private static final Pattern AUTHORIZATION =
        Pattern.compile("(?i)\\b(bearer|basic)\\s+[a-z0-9._~+/-]{8,}=*");
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Deque<String>> valuesByReference = new LinkedHashMap<>();
  private volatile List<String> longestFirst = List.of();

  /** Remembers a value that must not be printed from now on. */
  public void register(String reference, String value) {
    if (value.isEmpty() || longestFirst.contains(value)) {
      return;
    }
    lock.lock();
    try {
      Deque<String> values =
          valuesByReference.computeIfAbsent(reference, any -> new ArrayDeque<>());
      values.addLast(value);
      if (values.size() > REMEMBERED) {
        values.removeFirst();
      }
      longestFirst =
          valuesByReference.values().stream()
              .flatMap(Deque::stream)
              .flatMap(each -> Stream.of(each, encoded(each)))
              .distinct()
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String redact(String text) {
    String clean = text;
    for (String value : longestFirst) {
      if (value.length() >= SHORTEST_ANYWHERE) {
        clean = SecretPlaces.replace(clean, value, STARS);
      } else if (clean.contains(value)) {
        clean = clean.replaceAll("(?<=[\"'=:]\\s?)" + Pattern.quote(value) + "(?![\\w-])", STARS);
      }
    }
    return withoutPatterns(clean);
  }

  @Override
  public @Nullable Throwable redact(@Nullable Throwable throwable) {
    return throwable == null ? null : new ThrowableRedaction(this).of(throwable);
  }

  private static String withoutPatterns(String text) {
    String clean = text;
    if (clean.indexOf('@') >= 0) {
      clean = Forms.USER_INFO.matcher(clean).replaceAll(STARS + "@");
    }
    if (clean.indexOf('=') >= 0) {
      clean = Forms.PARAMETER.matcher(clean).replaceAll("$1=" + STARS);
    }
    return contains(clean, "bearer") || contains(clean, "basic")
        ? Forms.AUTHORIZATION.matcher(clean).replaceAll("$1 " + STARS)
        : clean;
  }

  /** In upper or lower case. */
  private static boolean contains(String text, String word) {
    char lower = word.charAt(0);
    char upper = Character.toUpperCase(lower);
    for (int at = 0; at <= text.length() - word.length(); at++) {
      char begin = text.charAt(at); // looked at first: each failed call asks, and few texts have it
      if ((begin == lower || begin == upper)
          && text.regionMatches(true, at, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
