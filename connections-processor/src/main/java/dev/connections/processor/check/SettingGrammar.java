package dev.connections.processor.check;

import dev.connections.annotations.grammar.DataSizeText;
import dev.connections.annotations.grammar.DurationText;
import dev.connections.annotations.grammar.NearestName;
import dev.connections.annotations.grammar.NumberText;
import dev.connections.annotations.grammar.Parsed;
import dev.connections.annotations.grammar.PercentageText;
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
        return BigDecimal.valueOf(DataSizeText.parse(text).value().orElseThrow());
      }
      if (scalar.kind() == ScalarKind.PERCENTAGE) {
        return PercentageText.parse(text).value().orElseThrow();
      }
    }
    return new BigDecimal(text);
  }

  private static Optional<Mismatch> scalar(ScalarKind kind, String text) {
    return switch (kind) {
      case STRING, SECRET -> Optional.empty();
      case INTEGER -> mismatch(NumberText.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case LONG -> mismatch(NumberText.whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
      case DOUBLE -> mismatch(NumberText.doublePrecision(text));
      case BIG_DECIMAL -> mismatch(NumberText.decimal(text));
      case BOOLEAN -> bool(text);
      case DURATION -> mismatch(DurationText.parse(text));
      case DATA_SIZE -> mismatch(DataSizeText.parse(text));
      case PERCENTAGE -> mismatch(PercentageText.parse(text));
      case URI -> uri(text);
      case PATH -> path(text);
    };
  }

  private static Optional<Mismatch> mismatch(Parsed<?> parsed) {
    return parsed
        .mismatch()
        .map(
            wrong ->
                new Mismatch(
                    wrong.expected(), wrong.advice().orElseGet(() -> "write " + wrong.expected())));
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
      return mismatch(expected, "correct it: " + unreadable.getReason());
    }
  }

  private static Optional<Mismatch> path(String text) {
    String expected = "a path";
    try {
      return Path.of(text).toString().isBlank()
          ? mismatch(expected, "write a path, or make it Optional<Path>")
          : Optional.empty();
    } catch (InvalidPathException unreadable) {
      return mismatch(expected, "correct it: " + unreadable.getReason());
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
