package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract test runs on the JUnit that a project has. It once brought its own, version 6,
 * beside which the engine of JUnit 5 did not start.
 */
class ContractWithJUnitIT {

  /** In their own package, since the server uses what is hidden there. */
  private static final Path ECHO =
      Outer.ROOT.resolve("connections-testing/src/test/java/dev/connections/testing");

  private static final List<String> SOURCES =
      List.of(
          "EchoClasses",
          "EchoClient",
          "EchoFailures",
          "EchoServer",
          "EchoSettings",
          "PooledEcho",
          "PooledEchoContractTest",
          "SharedEcho",
          "SharedEchoClient",
          "SharedEchoContractTest");

  @ParameterizedTest
  @ValueSource(strings = {"version.junit5", "version.junit"})
  void theContractOfATypeRunsOnTheJUnitOfTheProject(String property) {
    String version = Outer.text(property);
    Project project = Project.copied("contract", "ContractWithJUnitIT/" + version);
    for (String name : SOURCES) {
      project.write(
          "src/test/java/dev/connections/testing/" + name + ".java",
          Page.file(ECHO.resolve(name + ".java")));
    }
    Build build = project.maven("test", "-Djunit.version=" + version).succeeds();
    assertThat(build.output())
        .containsPattern("Tests run: [1-9][0-9]*, Failures: 0.*PooledEchoContractTest")
        .containsPattern("Tests run: [1-9][0-9]*, Failures: 0.*SharedEchoContractTest");
  }
}
