package dev.connections.processor.check;

import dev.connections.processor.check.SettingGrammar.Mismatch;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that the runtime reads as durations. */
final class DurationGrammar {

  private static final Pattern FORMAT =
      Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final Pattern BARE_NUMBER = Pattern.compile("\\d{1,18}");
  private static final String EXPECTED = "a duration with units (d, h, m, s, ms)";

  private DurationGrammar() {}

  static Optional<Mismatch> mismatch(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!text.isEmpty() && matcher.matches()) {
      return isInRange(matcher)
          ? Optional.empty()
          : Optional.of(new Mismatch(EXPECTED, "write a shorter one"));
    }
    return Optional.of(new Mismatch(EXPECTED, advice(text)));
  }

  private static String advice(String text) {
    if (BARE_NUMBER.matcher(text).matches()) {
      return "write " + text + "s, or " + text + "ms";
    }
    // "5 s", and "PT30S" as Duration itself prints it.
    String meant = text.replaceAll("(?i)^P|T|\\s", "").toLowerCase(Locale.ROOT);
    return !meant.isEmpty() && FORMAT.matcher(meant).matches()
        ? "write " + meant
        : "write it like 500ms, 30s or 1m30s";
  }

  private static boolean isInRange(Matcher matcher) {
    try {
      Duration duration =
          Duration.ofDays(part(matcher, 1))
              .plusHours(part(matcher, 2))
              .plusMinutes(part(matcher, 3))
              .plusSeconds(part(matcher, 4))
              .plusMillis(part(matcher, 5));
      return !duration.isNegative();
    } catch (ArithmeticException | NumberFormatException tooLong) {
      return false;
    }
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
