package dev.connections.integration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One module that is edited and built again, never with {@code clean}. */
class IncrementalBuildIT {

  private static final String SOURCES = "src/main/java/shop/";
  private static final String LEDGER = SOURCES + "LedgerConnectionType.java";
  private static final String ARCHIVE = SOURCES + "ArchiveConnectionType.java";

  private final Project project = Project.copied("incremental", "IncrementalBuildIT");

  @BeforeEach
  void builtBefore() throws Exception {
    project.maven("compile").succeeds();
    assertThat(types()).containsExactly("10 Ledger", "20 Archive");
  }

  @Test
  void theRegistryFollowsTypesThatAreAddedChangedRenamedAndDeleted() throws Exception {
    project.write(
        SOURCES + "DiaryConnectionType.java",
        project.read(LEDGER).replace("Ledger", "Diary").replace("id = 10", "id = 5"));
    project.maven("compile").succeeds();
    assertThat(types()).as("one added").containsExactly("5 Diary", "10 Ledger", "20 Archive");

    project.edit(ARCHIVE, "id = 20, name = \"Archive\"", "id = 7, name = \"Cellar\"");
    project.maven("compile").succeeds();
    assertThat(types())
        .as("id and name changed")
        .containsExactly("5 Diary", "7 Cellar", "10 Ledger");

    project.edit(LEDGER, "Written in ink", "Written in pencil");
    project.maven("compile").succeeds();
    try (LoadedRegistry registry = registry()) {
      assertThat(requireNonNull(registry.byName("Ledger")).description())
          .isEqualTo("Written in pencil");
    }

    project.write(
        SOURCES + "CellarConnectionType.java",
        project.read(ARCHIVE).replace("ArchiveConnectionType", "CellarConnectionType"));
    project.delete(ARCHIVE);
    project.maven("compile").succeeds();
    assertThat(types()).as("class renamed").containsExactly("5 Diary", "7 Cellar", "10 Ledger");

    project.delete(LEDGER);
    project.maven("compile").succeeds();
    assertThat(types()).as("one deleted").containsExactly("5 Diary", "7 Cellar");
    try (LoadedRegistry registry = registry()) {
      assertThat(registry.byName("Ledger")).isNull();
    }
    assertThat(project.files("target"))
        .as("nothing is left of what was deleted")
        .noneMatch(file -> file.contains("Ledger") || file.contains("Archive"));
  }

  @Test
  void anEditedConfigurationFileNeedsNoCompilation() throws Exception {
    project.edit("src/main/resources/connections.yaml", "Ada", "Grace");
    Build build = project.maven("compile").succeeds();
    assertThat(build.output()).contains("Nothing to compile");
    assertThat(types()).containsExactly("10 Ledger", "20 Archive");
    assertThat(project.read("target/classes/connections.yaml")).contains("Grace");
  }

  @Test
  void aRenamedRegistryLeavesNoOldOneBehind() throws Exception {
    project.edit(
        SOURCES + "App.java", "@ConnectionRegistry", "@ConnectionRegistry(name = \"Kinds\")");
    project.maven("compile").succeeds();
    try (LoadedRegistry registry =
        LoadedRegistry.of("shop.Kinds", project.path("target/classes"))) {
      assertThat(registry.types()).containsExactly("10 Ledger", "20 Archive");
    }
    assertThat(project.files("target")).noneMatch(file -> file.contains("ConnectionTypes"));
  }

  private List<String> types() throws Exception {
    try (LoadedRegistry registry = registry()) {
      return registry.types();
    }
  }

  private LoadedRegistry registry() throws Exception {
    return LoadedRegistry.of("shop.ConnectionTypes", project.path("target/classes"));
  }
}
