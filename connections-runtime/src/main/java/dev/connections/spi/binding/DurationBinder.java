package dev.connections.spi.binding;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds durations. Numbers without a unit are refused: one reader's second is another's minute. */
final class DurationBinder extends ScalarBinder<Duration> {

  private static final Pattern FORMAT =
      Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final Pattern BARE_NUMBER = Pattern.compile("\\d{1,18}");

  DurationBinder() {
    super("a whole number with a unit: ms, s, m, h, d");
  }

  @Override
  @Nullable Duration parse(String text, ConfigurationNode node) {
    Matcher matcher = FORMAT.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      refuse(text, node);
      return null;
    }
    try {
      return Duration.ofDays(part(matcher, 1))
          .plusHours(part(matcher, 2))
          .plusMinutes(part(matcher, 3))
          .plusSeconds(part(matcher, 4))
          .plusMillis(part(matcher, 5));
    } catch (ArithmeticException | NumberFormatException tooLong) {
      node.violation("is too long", expected(), null);
      return null;
    }
  }

  private void refuse(String text, ConfigurationNode node) {
    if (BARE_NUMBER.matcher(text).matches()) {
      String hint = text.length() < 4 ? text + "s" : text + "ms or " + text + "s";
      node.violation("has no unit", expected(), "write " + hint);
    } else {
      node.violation("is not a duration", expected(), "write 500ms, 30s or 1m30s");
    }
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
