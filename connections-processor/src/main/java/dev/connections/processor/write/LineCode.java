package dev.connections.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.connections.processor.model.MetadataLine;

/** Writes lines of metadata as literals, whatever the encoding of the file will be. */
final class LineCode {

  private LineCode() {}

  static CodeBlock of(MetadataLine line) {
    return TextCode.ascii(line.text());
  }
}
