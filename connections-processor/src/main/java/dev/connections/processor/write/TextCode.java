package dev.connections.processor.write;

import com.palantir.javapoet.CodeBlock;

/**
 * Writes texts of users as literals; JavaPoet breaks its own at all that ends a line in Unicode.
 */
final class TextCode {

  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';

  private TextCode() {}

  /** As readable as it can be. */
  static CodeBlock of(String text) {
    boolean breaks = text.indexOf(LINE_SEPARATOR) >= 0 || text.indexOf(PARAGRAPH_SEPARATOR) >= 0;
    return breaks ? ascii(text) : CodeBlock.of("$S", text);
  }

  /** In one line, whatever the encoding of the file will be. */
  static CodeBlock ascii(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\t' -> literal.append("\\t");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        default -> {
          if (c < ' ' || c > '~') {
            UnicodeEscape.append(c, literal);
          } else {
            literal.append(c);
          }
        }
      }
    }
    return CodeBlock.of("$L", literal.append('"'));
  }
}
