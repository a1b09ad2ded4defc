package dev.connections.spi.binding;

import dev.connections.DataSize;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds sizes. What others write for them differs by 5 % and more, so the hints name both. */
final class DataSizeBinder extends ScalarBinder<DataSize> {

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

  DataSizeBinder() {
    super("a whole number with a unit: B, KiB, MiB, GiB, TiB, kB, MB, GB, TB");
  }

  @Override
  @Nullable DataSize parse(String text, ConfigurationNode node) {
    try {
      return DataSize.parse(text);
    } catch (IllegalArgumentException refusal) {
      refuse(text, node);
      return null;
    }
  }

  private void refuse(String text, ConfigurationNode node) {
    Matcher nearly = NEARLY.matcher(text);
    if (!nearly.matches()) {
      boolean overflow = text.matches("[0-9]{41,}[A-Za-z]{1,3}");
      node.violation(overflow ? "is too large" : "is not a size", expected(), "write 10MiB");
      return;
    }
    String number = nearly.group(1);
    String unit = nearly.group(2);
    String units = UNITS.get(unit.toLowerCase(Locale.ROOT));
    if (unit.isEmpty()) {
      String hint = "write " + number + "B, or " + number + "MiB if that is meant";
      node.violation("has no unit", expected(), hint);
    } else if (units == null) {
      node.violation("has an unknown unit", expected(), "write " + number + "MiB");
    } else if (text.equals(number + units)) {
      node.violation("is too large", "at most " + Long.MAX_VALUE + "B", null);
    } else {
      node.violation(
          "is not a size", expected(), "write " + number + units.replace("or ", "or " + number));
    }
  }
}
