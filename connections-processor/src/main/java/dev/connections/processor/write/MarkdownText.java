package dev.connections.processor.write;

/** Texts of users, made harmless for Markdown. */
final class MarkdownText {

  private static final String SPECIAL = "\\`*_[]<>|";

  private MarkdownText() {}

  /** A text that means itself. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        safe.append('\\');
      }
      safe.append(c == '\n' || c == '\r' ? ' ' : c);
    }
    return safe.toString();
  }

  /** The same, for the cell of a table. */
  static String cell(String text) {
    return of(text).strip();
  }

  /** A text as code, for the cell of a table: nothing but the bar has to be escaped there. */
  static String code(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ').replace("|", "\\|");
    return line.indexOf('`') < 0 ? "`" + line + "`" : "`` " + line + " ``";
  }
}
