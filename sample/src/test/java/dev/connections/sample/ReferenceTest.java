package dev.connections.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples in the reference that the build generates. Those of databases once said {@code url:
 * example}, which their types refuse.
 */
class ReferenceTest {

  private static final Path REFERENCE =
      Path.of("target/classes/META-INF/connections/dev.connections.sample.ConnectionTypes.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("\\n## (\\w+)\\n.*?```yaml\\n(.*?)```", Pattern.DOTALL);

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(\\w+)}");

  static Stream<Map.Entry<String, String>> examples() throws IOException {
    Map<String, String> examples = new TreeMap<>();
    Matcher example = EXAMPLE.matcher(Files.readString(REFERENCE));
    while (example.find()) {
      examples.put(example.group(1), example.group(2));
    }
    assertThat(examples.keySet())
        .containsExactlyInAnyOrderElementsOf(
            ConnectionTypes.all().stream().map(ConnectionTypeDescriptor::name).toList());
    return examples.entrySet().stream();
  }

  /**
   * Nothing is opened before it is used, so this is all that a start checks. The variables that the
   * example names are set, as a user sets them.
   */
  @ParameterizedTest
  @MethodSource("examples")
  void theShortestExampleOfEachTypeCanBePasted(Map.Entry<String, String> example) {
    Map<String, String> variables =
        VARIABLE
            .matcher(example.getValue())
            .results()
            .collect(
                Collectors.toMap(named -> named.group(1), named -> "value", (one, same) -> one));
    ConnectionsConfiguration pasted =
        ConnectionsConfiguration.ofText("connections.yaml", example.getValue())
            .environment(variables);

    try (ConnectionProvider provider = ConnectionTypes.open(pasted)) {
      assertThat(provider.names()).hasSize(1);
    }
  }
}
