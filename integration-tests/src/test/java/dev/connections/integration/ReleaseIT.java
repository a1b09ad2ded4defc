package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is published, and that who builds it again gets the same bytes. */
class ReleaseIT {

  private static final List<String> ARTIFACTS =
      List.of("%s.jar", "%s-sources.jar", "%s-javadoc.jar", "bom.json", "bom.xml");

  @Test
  void twoBuildsInDifferentFoldersPublishTheSameBytes() throws IOException {
    assumeFalse(Outer.OFFLINE, "the plugin for bills of materials does nothing offline");
    Project here = released("here");
    Project there = released("there/deeper");

    for (String module :
        List.of("connections-annotations", "connections-runtime", "connections-processor")) {
      String name = module + "-" + version();
      for (String artifact : ARTIFACTS) {
        String file = module + "/target/try/" + artifact.formatted(name);
        assertThat(here.path(file)).isNotEmptyFile();
        assertThat(Files.mismatch(here.path(file), there.path(file))).as(file).isEqualTo(-1);
      }
    }
    assertThat(here.files("test-support/target/try"))
        .as("what is never published")
        .contains("test-support-" + version() + ".jar")
        .noneMatch(
            file -> file.contains("-sources") || file.contains("-javadoc") || file.contains("bom"));
  }

  /** Without the checks of our own code, which change no byte but take most of the time. */
  private static Project released(String folder) {
    Project clone = Project.clone("ReleaseIT/" + folder);
    String modules = "connections-types/connections-rest,connections-testing";
    clone.maven("-Prelease,try", "-Dmaven.test.skip", "-pl", modules, "-am", "package").succeeds();
    return clone;
  }

  private static String version() {
    return Outer.text("version.connections");
  }
}
