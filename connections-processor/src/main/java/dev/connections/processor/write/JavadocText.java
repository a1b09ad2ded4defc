package dev.connections.processor.write;

/** Texts of users, made harmless for Javadoc. */
final class JavadocText {

  private JavadocText() {}

  static String of(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '@' -> safe.append("&#64;");
        case '{' -> safe.append("&#123;");
        case '}' -> safe.append("&#125;");
        case '*' -> safe.append("&#42;");
        case '\\' -> safe.append("&#92;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
