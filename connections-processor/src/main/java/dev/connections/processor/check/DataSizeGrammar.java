package dev.connections.processor.check;

import dev.connections.processor.check.SettingGrammar.Mismatch;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that the runtime reads as sizes. */
final class DataSizeGrammar {

  private static final Pattern FORMAT = Pattern.compile("([0-9]+)(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)");
  private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern PREFIX_ALONE = Pattern.compile("[0-9]+[MGT]");
  private static final String EXPECTED =
      "a whole number with a unit (B, KiB, MiB, GiB, TiB, kB, MB, GB, TB)";
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Map<Character, Integer> POWERS =
      Map.of('k', 1, 'K', 1, 'M', 2, 'G', 3, 'T', 4);

  private DataSizeGrammar() {}

  static Optional<Mismatch> mismatch(String text) {
    if (FORMAT.matcher(text).matches()) {
      return bytes(text).compareTo(MOST) <= 0
          ? Optional.empty()
          : Optional.of(new Mismatch(EXPECTED, "write a smaller one, at most " + MOST + "B"));
    }
    return Optional.of(new Mismatch(EXPECTED, advice(text)));
  }

  private static String advice(String text) {
    if (BARE_NUMBER.matcher(text).matches()) {
      return "write " + text + "B, or " + text + "MiB if that is meant";
    }
    return PREFIX_ALONE.matcher(text).matches()
        ? "write " + text + "iB or " + text + "B"
        : "write it like 10MiB, 512kB or 100B";
  }

  /** How many bytes a text means that is a size. */
  static BigInteger bytes(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    String unit = matcher.group(2);
    int power = POWERS.getOrDefault(unit.charAt(0), 0);
    BigInteger base = BigInteger.valueOf(unit.length() == 3 ? 1024 : 1000);
    return new BigInteger(matcher.group(1)).multiply(base.pow(power));
  }
}
