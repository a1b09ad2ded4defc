package dev.connections.annotations.grammar;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as configurations write them: a whole number with a unit. Units that are written for each
 * other differ by 5 % and more, so the advice names both.
 */
public final class DataSizeText {

  /** What is allowed, for messages. */
  public static final String EXPECTED =
      "a whole number with a unit: B, KiB, MiB, GiB, TiB, kB, MB, GB, TB";

  private static final Pattern FORMAT = Pattern.compile("([0-9]+)(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)");
  private static final Pattern NEARLY = Pattern.compile("([0-9]{1,40}) ?([A-Za-z]{0,5})");
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("b", "B"),
          Map.entry("k", "KiB or kB"),
          Map.entry("kb", "kB"),
          Map.entry("kib", "KiB"),
          Map.entry("m", "MiB or MB"),
          Map.entry("mb", "MB"),
          Map.entry("mib", "MiB"),
          Map.entry("g", "GiB or GB"),
          Map.entry("gb", "GB"),
          Map.entry("gib", "GiB"),
          Map.entry("t", "TiB or TB"),
          Map.entry("tb", "TB"),
          Map.entry("tib", "TiB"));

  /** The units, the greatest last. */
  private enum Unit {
    B(1),
    kB(1_000),
    KiB(1L << 10),
    MB(1_000_000),
    MiB(1L << 20),
    GB(1_000_000_000),
    GiB(1L << 30),
    TB(1_000_000_000_000L),
    TiB(1L << 40);

    final long bytes;

    Unit(long bytes) {
      this.bytes = bytes;
    }
  }

  private DataSizeText() {}

  /** Reads a size, such as {@code 10MiB}, as the number of its bytes; never negative. */
  public static Parsed<Long> parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      return mismatch(text);
    }
    try {
      long number = Long.parseLong(matcher.group(1));
      return Parsed.value(Math.multiplyExact(number, Unit.valueOf(matcher.group(2)).bytes));
    } catch (NumberFormatException | ArithmeticException overflow) {
      return Parsed.mismatch("is too large", "at most " + Long.MAX_VALUE + "B");
    }
  }

  /** Writes a size with the greatest unit that gives a whole number: {@code 10MiB}. */
  public static String of(long bytes) {
    Unit greatest = Unit.B;
    for (Unit unit : Unit.values()) {
      if (bytes != 0 && bytes % unit.bytes == 0) {
        greatest = unit;
      }
    }
    return bytes / greatest.bytes + greatest.name();
  }

  private static Parsed<Long> mismatch(String text) {
    Matcher nearly = NEARLY.matcher(text);
    if (!nearly.matches()) {
      return Parsed.mismatch("is not a size", EXPECTED, "write 10MiB");
    }
    String number = nearly.group(1);
    String unit = nearly.group(2);
    if (unit.isEmpty()) {
      String advice = "write " + number + "B, or " + number + "MiB if that is meant";
      return Parsed.mismatch("has no unit", EXPECTED, advice);
    }
    String units = UNITS.get(unit.toLowerCase(Locale.ROOT));
    return units == null
        ? Parsed.mismatch("has an unknown unit", EXPECTED, "write " + number + "MiB")
        : Parsed.mismatch(
            "is not a size", EXPECTED, "write " + number + units.replace("or ", "or " + number));
  }
}
