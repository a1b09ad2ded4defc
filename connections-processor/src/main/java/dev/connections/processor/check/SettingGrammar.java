package dev.connections.processor.check;

import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The texts that the runtime's binders read as values: the same grammar, known at compile time. */
final class SettingGrammar {

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,40}");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?([0-9]{1,200}(\\.[0-9]{0,200})?|\\.[0-9]{1,200})([eE][-+]?[0-9]{1,4})?");
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "//[^/?#]*@|[?&;](?:[a-z_.-]*(?:password|passwd|pwd|secret|token)|api[-_]?key"
              + "|access[-_]?key)=",
          Pattern.CASE_INSENSITIVE);

  private SettingGrammar() {}

  /**
   * Why a text is no value.
   *
   * @param expected what is expected
   * @param advice what to do
   */
  record Mismatch(String expected, String advice) {}

  /** A text as messages may show it. */
  static String shown(String text) {
    return CREDENTIAL.matcher(text).find() ? "(not shown)" : text;
  }

  /** Why a text is no value of a type that can have defaults; empty if it is one. */
  static Optional<Mismatch> mismatch(SettingType type, String text) {
    if (type instanceof SettingType.Choice choice) {
      return choice(choice, text);
    }
    if (type instanceof SettingType.Scalar scalar) {
      return scalar(scalar.kind(), text);
    }
    return Optional.empty();
  }

  /** What constraints for numbers judge of a text that is a value. */
  static BigDecimal number(SettingType type, String text) {
    if (type instanceof SettingType.Scalar scalar) {
      if (scalar.kind() == ScalarKind.DATA_SIZE) {
        return new BigDecimal(DataSizeGrammar.bytes(text));
      }
      if (scalar.kind() == ScalarKind.PERCENTAGE) {
        return PercentageGrammar.percent(text);
      }
    }
    return new BigDecimal(text);
  }

  private static Optional<Mismatch> scalar(ScalarKind kind, String text) {
    return switch (kind) {
      case STRING, SECRET -> Optional.empty();
      case INTEGER -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE, BIG_DECIMAL -> decimal(kind, text);
      case BOOLEAN -> bool(text);
      case DURATION -> DurationGrammar.mismatch(text);
      case DATA_SIZE -> DataSizeGrammar.mismatch(text);
      case PERCENTAGE -> PercentageGrammar.mismatch(text);
      case URI -> uri(text);
      case PATH -> path(text);
    };
  }

  private static Optional<Mismatch> whole(String text, long least, long most) {
    String expected = "a whole number from " + least + " to " + most;
    if (!WHOLE.matcher(text).matches()) {
      String digits = text.replaceAll("[_,' lL]", "");
      return mismatch(
          expected,
          WHOLE.matcher(digits).matches() ? "write " + digits : "write digits, such as 10");
    }
    BigDecimal number = new BigDecimal(text);
    boolean inRange =
        number.compareTo(BigDecimal.valueOf(least)) >= 0
            && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    return inRange ? Optional.empty() : mismatch(expected, "write a number in this range");
  }

  private static Optional<Mismatch> decimal(ScalarKind kind, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return mismatch("a number", "write a number, such as 2 or 0.25");
    }
    boolean tooLarge =
        kind == ScalarKind.DOUBLE && Double.isInfinite(new BigDecimal(text).doubleValue());
    return tooLarge
        ? mismatch("a number of double precision", "write a smaller number, or use BigDecimal")
        : Optional.empty();
  }

  private static Optional<Mismatch> bool(String text) {
    String expected = "true or false";
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "false" -> Optional.empty();
      case "yes", "on" -> mismatch(expected, "write true");
      case "no", "off" -> mismatch(expected, "write false");
      default -> mismatch(expected, "write true or false");
    };
  }

  private static Optional<Mismatch> uri(String text) {
    String expected = "an absolute URL without credentials";
    if (CREDENTIAL.matcher(text).find()) {
      return mismatch(expected, "make the credential a setting of its own, of the type Secret");
    }
    try {
      return new URI(text).isAbsolute()
          ? Optional.empty()
          : mismatch(expected, "write it with its scheme, such as https://example.org");
    } catch (URISyntaxException unreadable) {
      return mismatch(expected, "mend it: " + unreadable.getReason());
    }
  }

  private static Optional<Mismatch> path(String text) {
    String expected = "a path";
    try {
      return Path.of(text).toString().isBlank()
          ? mismatch(expected, "write a path, or make it Optional<Path>")
          : Optional.empty();
    } catch (InvalidPathException unreadable) {
      return mismatch(expected, "mend it: " + unreadable.getReason());
    }
  }

  private static Optional<Mismatch> choice(SettingType.Choice choice, String text) {
    if (choice.constant(text).isPresent()) {
      return Optional.empty();
    }
    List<String> constants = choice.constants();
    if (constants.isEmpty()) {
      return mismatch("a constant of its enum, which has none", "remove the default");
    }
    return mismatch(
        "one of " + String.join(", ", constants),
        NearestName.of(text, constants)
            .map(nearest -> "write " + nearest)
            .orElse("write one of them"));
  }

  private static Optional<Mismatch> mismatch(String expected, String advice) {
    return Optional.of(new Mismatch(expected, advice));
  }
}
