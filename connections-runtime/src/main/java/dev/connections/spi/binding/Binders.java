package dev.connections.spi.binding;

import dev.connections.DataSize;
import dev.connections.Percentage;
import dev.connections.Secret;
import dev.connections.annotations.grammar.DataSizeText;
import dev.connections.annotations.grammar.DurationText;
import dev.connections.annotations.grammar.NumberText;
import dev.connections.annotations.grammar.PercentageText;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The binders of simple values, lists and maps. Every one reports a node that is missing, of the
 * wrong sort or not readable, and then gives null. The binders are stateless and thread-safe.
 */
public final class Binders {

  private Binders() {}

  /** Any text, as it stands. */
  public static ConfigurationBinder<String> string() {
    return new StringBinder();
  }

  /** A whole number of 32 bits, in decimal digits. */
  public static ConfigurationBinder<Integer> integer() {
    return new TextBinder<>(
        NumberText.expected(Integer.MIN_VALUE, Integer.MAX_VALUE),
        text -> NumberText.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Math::toIntExact));
  }

  /** A whole number of 64 bits, in decimal digits. */
  public static ConfigurationBinder<Long> longInteger() {
    return new TextBinder<>(
        NumberText.expected(Long.MIN_VALUE, Long.MAX_VALUE),
        text -> NumberText.whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** A finite number, with or without fraction and exponent. */
  public static ConfigurationBinder<Double> decimal() {
    return new TextBinder<>(NumberText.EXPECTED, NumberText::doublePrecision);
  }

  /** A number of any size and precision, with or without fraction and exponent. */
  public static ConfigurationBinder<BigDecimal> bigDecimal() {
    return new TextBinder<>(NumberText.EXPECTED, NumberText::decimal);
  }

  /** {@code true} or {@code false}, in any case. */
  public static ConfigurationBinder<Boolean> bool() {
    return new BooleanBinder();
  }

  /**
   * A whole number with a unit (ms, s, m, h, d), or several from the greatest unit down, such as
   * {@code 1m30s}. A number without a unit is rejected, even 0.
   */
  public static ConfigurationBinder<Duration> duration() {
    return new TextBinder<>(DurationText.EXPECTED, DurationText::parse);
  }

  /**
   * A whole number of bytes with a unit: {@code B}, {@code KiB MiB GiB TiB} or {@code kB MB GB TB}.
   * A number without a unit is rejected, even 0.
   */
  public static ConfigurationBinder<DataSize> dataSize() {
    return new TextBinder<>(
        DataSizeText.EXPECTED, text -> DataSizeText.parse(text).map(DataSize::ofBytes));
  }

  /** A number with the sign {@code %}, such as {@code 50%} or {@code 0.5%}; not negative. */
  public static ConfigurationBinder<Percentage> percentage() {
    return new TextBinder<>(
        PercentageText.EXPECTED, text -> PercentageText.parse(text).map(Percentage::new));
  }

  /**
   * An absolute URL, {@code jdbc:} ones included. Credentials in it are rejected: they belong in
   * settings of their own, where they can be secrets.
   */
  public static ConfigurationBinder<URI> uri() {
    return new UriBinder();
  }

  /** A path of the default file system, as it stands; whether a file is there is not checked. */
  public static ConfigurationBinder<Path> path() {
    return new PathBinder();
  }

  /** A reference to a secret; a value written out is rejected without being printed. */
  public static ConfigurationBinder<Secret> secret() {
    return new SecretBinder();
  }

  /** One of the constants, by name; case does not matter, and {@code -} stands for {@code _}. */
  public static <E extends Enum<E>> ConfigurationBinder<E> enumeration(E[] values) {
    return ChoiceBinder.of(values);
  }

  /**
   * One of the texts, as it is given here; case does not matter, {@code -} stands for {@code _}.
   */
  public static ConfigurationBinder<String> oneOf(String... texts) {
    return ChoiceBinder.of(texts);
  }

  /** A list of what another binder binds; null if any element is wrong. */
  public static <T> ConfigurationBinder<List<T>> listOf(ConfigurationBinder<T> element) {
    return new ListBinder<>(element);
  }

  /** Values by key, in the order of the file; null if any value is wrong. */
  public static <T> ConfigurationBinder<Map<String, T>> mapOf(ConfigurationBinder<T> value) {
    return new MapBinder<>(value);
  }

  private static final class StringBinder extends ScalarBinder<String> {
    StringBinder() {
      super("a text");
    }

    @Override
    String parse(String text, ConfigurationNode node) {
      return text;
    }
  }

  private static final class BooleanBinder extends ScalarBinder<Boolean> {
    BooleanBinder() {
      super("true, false");
    }

    @Override
    @Nullable Boolean parse(String text, ConfigurationNode node) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> Boolean.TRUE;
        case "false" -> Boolean.FALSE;
        case "yes", "on" -> reject(node, "write true");
        case "no", "off" -> reject(node, "write false");
        default -> reject(node, null);
      };
    }

    private @Nullable Boolean reject(ConfigurationNode node, @Nullable String hint) {
      node.violation("is neither true nor false", expected(), hint);
      return null;
    }
  }

  private static final class PathBinder extends ScalarBinder<Path> {
    PathBinder() {
      super("a path");
    }

    @Override
    @Nullable Path parse(String text, ConfigurationNode node) {
      if (text.isBlank()) {
        node.violation("is empty", expected(), null);
        return null;
      }
      try {
        return Path.of(text);
      } catch (InvalidPathException unreadable) {
        node.violation("is not a path: " + unreadable.getReason(), expected(), null);
        return null;
      }
    }
  }

  private static final class SecretBinder extends ScalarBinder<Secret> {
    SecretBinder() {
      super("a reference: ${env:NAME}, ${file:/path}, #{Key}#");
    }

    @Override
    @Nullable Secret value(ConfigurationNode node) {
      return node.secret(); // asking for its text as well would fetch it twice
    }

    @Override
    @Nullable Secret parse(String text, ConfigurationNode node) {
      return node.secret();
    }
  }
}
