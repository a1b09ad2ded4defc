package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a nested build said. */
record Build(int exitCode, List<String> lines) {

  Build {
    lines = List.copyOf(lines);
  }

  Build succeeds() {
    assertThat(exitCode).as(output()).isZero();
    return this;
  }

  Build fails() {
    assertThat(exitCode).as(output()).isNotZero();
    return this;
  }

  String output() {
    return String.join("\n", lines);
  }

  /** The compiler's errors as Maven shows them first, with the path cut to the file's name. */
  List<String> compilerErrors() {
    return lines.stream()
        .dropWhile(line -> !line.contains("COMPILATION ERROR"))
        .takeWhile(line -> !line.startsWith("[INFO] BUILD FAILURE"))
        .filter(line -> line.startsWith("[ERROR] ") && !line.contains("COMPILATION ERROR"))
        .map(
            line ->
                line.substring("[ERROR] ".length())
                    .replaceFirst("^.*[/\\\\](?=[^/\\\\]+\\.java:)", ""))
        .toList();
  }
}
