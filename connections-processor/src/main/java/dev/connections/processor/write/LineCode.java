package dev.connections.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.connections.processor.model.MetadataLine;

/** Writes lines of metadata as literals; JavaPoet would break them up at the ends of lines. */
final class LineCode {

  private LineCode() {}

  static CodeBlock of(MetadataLine line) {
    String text = line.text();
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\t' -> literal.append("\\t");
        default -> {
          // Whatever the encoding of the file will be.
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
