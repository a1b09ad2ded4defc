package dev.connections.processor.configuration;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Documents of the tests of schemas. */
final class SchemaDocument {

  private SchemaDocument() {}

  /** A document whose one connection has these lines, and a name if no line gives one. */
  static String connection(String lines) {
    String named = lines.startsWith("name:") ? lines : "name: x\n" + lines;
    return "connections:\n  a:\n    type: Described\n"
        + Arrays.stream(named.split("\n"))
            .map(line -> "    " + line)
            .collect(Collectors.joining("\n"))
        + "\n";
  }
}
