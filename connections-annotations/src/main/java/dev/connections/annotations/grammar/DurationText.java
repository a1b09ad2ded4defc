package dev.connections.annotations.grammar;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as configurations write them: whole numbers with units, the greatest first. Numbers
 * without a unit are rejected: one reader's second is another's minute.
 */
public final class DurationText {

  /** What is allowed, for messages. */
  public static final String EXPECTED = "a whole number with a unit: ms, s, m, h, d";

  private static final Pattern FORMAT =
      Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final Pattern BARE_NUMBER = Pattern.compile("\\d{1,18}");
  private static final int LONGEST_SLIP = 40;

  private DurationText() {}

  /** Reads a duration, such as {@code 1m30s}; never negative. */
  public static Parsed<Duration> parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return mismatch(text);
    }
    try {
      return Parsed.value(
          Duration.ofDays(part(matcher, 1))
              .plusHours(part(matcher, 2))
              .plusMinutes(part(matcher, 3))
              .plusSeconds(part(matcher, 4))
              .plusMillis(part(matcher, 5)));
    } catch (ArithmeticException | NumberFormatException tooLong) {
      return Parsed.mismatch("is too long", EXPECTED);
    }
  }

  /** Writes a duration, such as {@code 1m30s}; drops what is less than a millisecond. */
  public static String of(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static Parsed<Duration> mismatch(String text) {
    if (BARE_NUMBER.matcher(text).matches()) {
      String advice = text.length() < 4 ? text + "s" : text + "ms or " + text + "s";
      return Parsed.mismatch("has no unit", EXPECTED, "write " + advice);
    }
    return Parsed.mismatch("is not a duration", EXPECTED, "write " + meant(text));
  }

  /** What was meant by "5 s", and by "PT30S" as Duration itself prints it. */
  private static String meant(String text) {
    String meant =
        text.length() > LONGEST_SLIP
            ? ""
            : text.replaceAll("(?i)^P|T|\\s", "").toLowerCase(Locale.ROOT);
    return !meant.isEmpty() && FORMAT.matcher(meant).matches() ? meant : "500ms, 30s or 1m30s";
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }
}
