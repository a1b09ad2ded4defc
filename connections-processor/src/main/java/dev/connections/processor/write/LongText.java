package dev.connections.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** Writes texts of any length: a constant of a class file ends at 65,535 bytes. */
final class LongText {

  /** A character takes three bytes at the most. */
  private static final int CHARACTERS_PER_CONSTANT = 20_000;

  private LongText() {}

  /** An expression for a text. */
  static CodeBlock of(String text) {
    if (text.length() <= CHARACTERS_PER_CONSTANT) {
      return TextCode.of(text);
    }
    List<CodeBlock> parts = new ArrayList<>();
    for (int from = 0; from < text.length(); from += CHARACTERS_PER_CONSTANT) {
      int to = Math.min(from + CHARACTERS_PER_CONSTANT, text.length());
      parts.add(TextCode.of(text.substring(from, to)));
    }
    return CodeBlock.of("$T.join($S,\n    $L)", String.class, "", CodeBlock.join(parts, ",\n    "));
  }
}
