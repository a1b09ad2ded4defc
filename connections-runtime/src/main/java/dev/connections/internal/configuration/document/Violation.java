package dev.connections.internal.configuration.document;

import dev.connections.internal.configuration.secret.ShownText;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong.
 *
 * @param origin where it was written
 * @param path the setting; empty if a whole document is meant
 * @param shownValue the value, fit for printing; null if there is none, or it must not be shown
 * @param problem what is wrong
 * @param allowed what is allowed; or null
 * @param hint what to do; or null
 */
public record Violation(
    Origin origin,
    String path,
    @Nullable String shownValue,
    String problem,
    @Nullable String allowed,
    @Nullable String hint)
    implements Comparable<Violation> {

  private static final Comparator<Violation> ORDER =
      Comparator.comparing(Violation::origin)
          .thenComparing(Violation::path)
          .thenComparing(Violation::problem)
          .thenComparing(Violation::toString);

  @Override
  public int compareTo(Violation other) {
    return ORDER.compare(this, other);
  }

  /** One line, such as {@code connections.yaml:7:15 connections.a.b = "x": is …; allowed: …}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(origin.toString()).append("  ");
    if (!path.isEmpty()) {
      line.append(ShownText.onOneLine(path));
      if (shownValue != null) {
        line.append(" = \"").append(shownValue).append('"');
      }
      line.append(": ");
    }
    line.append(ShownText.onOneLine(problem));
    append(line, "; allowed: ", allowed);
    append(line, "; hint: ", hint);
    return line.toString();
  }

  private static void append(StringBuilder line, String label, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      line.append(label).append(ShownText.onOneLine(text));
    }
  }
}
