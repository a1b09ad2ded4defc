package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Goldens;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is generated, in full: the files in {@code expected} are its documentation. */
class GoodCasesTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void anApplicationWithTypesInTwoPackagesDependenciesAndASet(TestCompiler compiler) {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    sources.putAll(Sources.in(Sources.folder("good/application")));
    Compiled compiled = new Compiler(compiler, directory).compile(sources);
    assertThat(compiled.report()).isEmpty();
    assertThat(compiled.success()).as(compiled.output()).isTrue();
    Goldens.compare("application", compiled.generated());
  }
}
