package dev.connections.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.RecordingProcessor;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a build tool does that compiles only what has changed, by the rules that Gradle documents:
 * of changed and deleted sources it removes the classes and what an isolating processor made of
 * them; it removes all that an aggregating one wrote; then it compiles the changed sources, and
 * names to the compiler the old classes that carry annotations of the aggregating processor.
 * (Gradle itself has not been run.)
 */
class IncrementalBuildTest {

  private static final String CHANGED = "shop/PlainConnectionType.java";

  @TempDir private Path directory;

  private final Map<String, String> sources = new TreeMap<>(Sources.support());
  private final Map<String, List<String>> isolated = new HashMap<>();
  private final Map<String, List<String>> aggregated = new HashMap<>();
  private Set<String> lastIsolated = Set.of();
  private Compiled compiled;

  @BeforeEach
  void buildFromNothing() {
    sources.putAll(Sources.in(Sources.folder("good/application")));
    build(sources, List.of());
    assertThat(compiled.report()).isEmpty();
  }

  private void build(Map<String, String> changed, List<String> classNames) {
    RecordingProcessor isolating = new RecordingProcessor(new ConnectionTypeProcessor());
    RecordingProcessor aggregating = new RecordingProcessor(new ConnectionRegistryProcessor());
    compiled =
        new Compiler(TestCompiler.JAVAC, directory)
            .insteadOfOurs(isolating)
            .and(aggregating)
            .with(directory.resolve("classes"))
            .classNames(classNames)
            .compile(changed);
    lastIsolated = isolating.originating().keySet();
    isolated.putAll(isolating.originating());
    aggregated.putAll(aggregating.originating());
  }

  /** As Gradle does it after sources have changed or were deleted. */
  private void rebuild(Map<String, String> changed, List<String> deleted) {
    Stream.concat(changed.keySet().stream(), deleted.stream())
        .map(IncrementalBuildTest::className)
        .forEach(this::removeWhatIsMadeOf);
    aggregated.keySet().forEach(this::removeGenerated);
    aggregated.clear();
    sources.putAll(changed);
    sources.keySet().removeAll(deleted);
    List<String> classNames = new ArrayList<>();
    for (String path : sources.keySet()) {
      if (!changed.containsKey(path) && source(path).matches("(?s).*\\n@Connection[TRS]\\w+.*")) {
        classNames.add(className(path));
      }
    }
    build(changed, classNames);
  }

  private void removeWhatIsMadeOf(String className) {
    removeClass(className);
    Map<String, List<String>> made = new HashMap<>(isolated);
    made.values().removeIf(elements -> !elements.contains(className));
    made.keySet().forEach(this::removeGenerated);
    isolated.keySet().removeAll(made.keySet());
  }

  private String source(String path) {
    return Objects.requireNonNull(sources.get(path), path);
  }

  private static String className(String path) {
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }

  private void removeClass(String name) {
    Path file = directory.resolve("classes").resolve(name.replace('.', '/') + ".class");
    String simpleName = name.substring(name.lastIndexOf('.') + 1);
    try (var siblings = Files.list(file.getParent())) {
      for (Path sibling : siblings.toList()) {
        String other = sibling.getFileName().toString();
        if (other.equals(simpleName + ".class") || other.startsWith(simpleName + "$")) {
          Files.delete(sibling);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeGenerated(String name) {
    try {
      if (name.contains("/")) {
        Files.delete(directory.resolve("classes").resolve(name));
      } else {
        removeClass(name);
        Files.delete(directory.resolve("generated").resolve(name.replace('.', '/') + ".java"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that a build from nothing would have generated. */
  private Map<String, String> expected() {
    Compiled anew = new Compiler(TestCompiler.JAVAC, directory.resolve("anew")).compile(sources);
    assertThat(anew.report()).isEmpty();
    return anew.generated();
  }

  @Test
  void whatIsMadeOfATypeHasThatTypeAsItsOnlyOriginatingElement() {
    assertThat(isolated)
        .containsEntry("shop.PlainConnectionTypeDescription", List.of("shop.PlainConnectionType"))
        .containsEntry("acme.AcmeConfigurationBinder", List.of("acme.AcmeConfiguration"))
        .allSatisfy((name, elements) -> assertThat(elements).as(name).hasSize(1));
  }

  @Test
  void theRegistryNamesEverythingItIsMadeOf() {
    assertThat(aggregated.get("shop.ConnectionTypes"))
        .contains("shop.App", "shop.PlainConnectionType", "shop.internal.ClockedConnectionType");
  }

  @Test
  void everyProcessorIsRegisteredForGradle() throws IOException {
    try (InputStream registered =
        ConnectionTypeProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(new String(registered.readAllBytes(), UTF_8))
          .isEqualTo(
              ConnectionTypeProcessor.class.getName()
                  + ",isolating\n"
                  + ConnectionRegistryProcessor.class.getName()
                  + ",aggregating\n"
                  + UnclaimedAnnotationsProcessor.class.getName()
                  + ",isolating\n");
    }
  }

  @Test
  void aChangedTypeIsProcessedAloneAndTheRegistryIsAsIfBuiltFromNothing() {
    rebuild(Map.of(CHANGED, source(CHANGED).replace("\"Plain\"", "\"Simple\"")), List.of());
    assertThat(compiled.report()).isEmpty();
    assertThat(lastIsolated).containsOnly("shop.PlainConnectionTypeDescription");
    assertThat(compiled.generated("shop/ConnectionTypes.java")).contains("SIMPLE");
    assertThat(compiled.generated()).isEqualTo(expected());
  }

  @Test
  void anAddedTypeJoinsTheRegistry() {
    String added =
        source(CHANGED)
            .replace("PlainConnectionType", "AddedConnectionType")
            .replace("id = 20", "id = 30")
            .replace("\"Plain\"", "\"Added\"");
    rebuild(Map.of("shop/AddedConnectionType.java", added), List.of());
    assertThat(compiled.report()).isEmpty();
    assertThat(compiled.generated("shop/ConnectionTypes.java")).contains("PLAIN", "ADDED");
    assertThat(compiled.generated()).isEqualTo(expected());
  }

  @Test
  void aDeletedTypeLeavesTheRegistry() {
    rebuild(Map.of(), List.of(CHANGED));
    assertThat(compiled.report()).isEmpty();
    assertThat(compiled.generated("shop/ConnectionTypes.java")).doesNotContain("PLAIN");
    assertThat(compiled.generated()).isEqualTo(expected());
  }

  @Test
  void whenOnlyTheRootChangesTypesComeFromTheirClassesAlone() {
    String root = source("shop/App.java");
    rebuild(
        Map.of("shop/App.java", root.replace("final class App {}", "final class App { }")),
        List.of());
    assertThat(compiled.report()).isEmpty();
    assertThat(lastIsolated).isEmpty();
    assertThat(compiled.generated()).isEqualTo(expected());
  }
}
