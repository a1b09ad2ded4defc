package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where in a line javac shows a problem; Eclipse's compiler knows no more than the annotation. */
class PlacesOfProblemsTest {

  @TempDir private Path directory;

  /** What stands at the place of the problem with a code. */
  private String at(String code, MadeSources sources) {
    Builds builds = new Builds(TestCompiler.JAVAC, directory, false);
    builds.build("one", MadeSources.library("one", "OneTypes").type(7, "Seven").type(8, "Eight"));
    builds.build("two", MadeSources.library("two", "TwoTypes").type(7, "Other").type(9, "Nine"));
    Compiled compiled = builds.compile(sources);
    String root = String.valueOf(sources.sources().get("shop/Root.java"));
    return compiled.diagnostics().stream()
        .filter(diagnostic -> diagnostic.getMessage(Locale.ENGLISH).contains(code))
        .map(
            diagnostic ->
                root.lines()
                    .toList()
                    .get((int) diagnostic.getLineNumber() - 1)
                    .substring((int) diagnostic.getColumnNumber() - 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(compiled.report()));
  }

  private static MadeSources application(String... attributes) {
    return MadeSources.application("shop", attributes);
  }

  @Test
  void aClashIsShownAtTheLaterOfTheIncludedClasses() {
    assertThat(at("CONN-210", application("include = {one.OneTypes.class, two.TwoTypes.class}")))
        .startsWith(".class})");
  }

  @Test
  void whatIsNoRegistryIsShownAtTheClass() {
    assertThat(at("CONN-205", application("include = {one.OneTypes.class, String.class}")))
        .startsWith(".class})");
  }

  @Test
  void anAdjustmentIsShownWhereItIsWritten() {
    assertThat(
            at(
                "CONN-214",
                application(
                    "include = one.OneTypes.class",
                    "exclude = {@ExcludedType(registry = one.OneTypes.class, name = \"Seven\"),"
                        + " @ExcludedType(registry = one.OneTypes.class, name = \"Sevn\")}")))
        .startsWith("@ExcludedType(registry = one.OneTypes.class, name = \"Sevn\")");
  }
}
