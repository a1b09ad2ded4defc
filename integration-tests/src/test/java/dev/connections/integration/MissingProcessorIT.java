package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A project that forgot the processor. */
class MissingProcessorIT {

  @Test
  void codeThatNamesTheRegistryDoesNotCompileWithoutTheProcessor() {
    Project project = Project.copied("incremental", "MissingProcessorIT");
    project.edit("../parent/pom.xml", "<annotationProcessorPaths>", "<!--");
    project.edit("../parent/pom.xml", "</annotationProcessorPaths>", "-->");
    project.write(
        "src/main/java/shop/Main.java",
        """
        package shop;

        final class Main {
          public static void main(String[] arguments) {
            System.out.println(ConnectionTypes.all());
          }
        }
        """);
    Build build = project.maven("compile").fails();
    assertThat(build.compilerErrors())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("Main.java:[5,24] cannot find symbol");
    assertThat(build.output()).contains("symbol:   variable ConnectionTypes");
    assertThat(project.files("target")).noneMatch(file -> file.contains("ConnectionTypes"));
  }
}
