package dev.connections.sql.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text format of {@code COPY}: a line for a row, tabs between values, backslashes to escape.
 */
final class CopyText {

  /** How many characters are worth being encoded at once. */
  static final int PORTION = 16 * 1024;

  private static final String NULL = "\\N";

  private CopyText() {}

  /** Appends a row, with its line break. */
  static void write(List<? extends @Nullable Object> values, StringBuilder line) {
    boolean next = false;
    for (Object value : values) {
      if (next) {
        line.append('\t');
      }
      next = true;
      if (value == null) {
        line.append(NULL);
      } else if (value instanceof Integer || value instanceof Long) {
        line.append(((Number) value).longValue()); // without a text in between
      } else if (value instanceof byte[] bytes) {
        line.append("\\\\x").append(HexFormat.of().formatHex(bytes));
      } else {
        escape(value instanceof Enum<?> one ? one.name() : value.toString(), line);
      }
    }
    line.append('\n');
  }

  private static void escape(String text, StringBuilder line) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    line.append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(next);
      }
    }
  }

  private static boolean isPlain(char next) {
    return next != '\\' && next != '\t' && next != '\n' && next != '\r';
  }

  /** The values of a row, which may end with its line break. */
  static List<@Nullable String> read(byte[] row) {
    String line = new String(row, StandardCharsets.UTF_8);
    int end = line.endsWith("\n") ? line.length() - 1 : line.length();
    List<@Nullable String> values = new ArrayList<>();
    int from = 0;
    while (true) {
      int tab = line.indexOf('\t', from);
      int to = tab < 0 || tab > end ? end : tab;
      values.add(value(line.substring(from, to)));
      if (to == end) {
        return values;
      }
      from = to + 1;
    }
  }

  private static @Nullable String value(String text) {
    if (text.equals(NULL)) {
      return null;
    }
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      plain.append(next == '\\' && i + 1 < text.length() ? escaped(text.charAt(++i)) : next);
    }
    return plain.toString();
  }

  /** The server escapes what it must, and never by numbers. */
  private static char escaped(char letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000b';
      default -> letter;
    };
  }
}
