package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

/**
 * Two plain library jars, whose registries have one simple name, and a named module that includes
 * both.
 */
class LibrariesIT {

  @Test
  void anApplicationIncludesRegistriesOfOneNameFromAutomaticModulesAndBoots() {
    Project project = Project.copied("automatic", "LibrariesIT/boots");
    project.maven("package").succeeds();
    assertThat(
            Jvm.run(
                project.path("."),
                "-p",
                project.path("shop/target/shop-1.jar")
                    + File.pathSeparator
                    + project.path("shop/target/lib"),
                "-m",
                "shop/shop.Main",
                project.path("connections.yaml").toString()))
        .isEqualTo("[Notes, Diary]\n[This belongs to Ada]\n[This belongs to Grace]");
  }

  @Test
  void aNameThatTwoJarsTookIsTheOnlyErrorAndNamesBothTypesAndBothRegistries() {
    Project project = Project.copied("automatic", "LibrariesIT/twice");
    project.edit(
        "diary/src/main/java/diary/DiaryConnectionType.java",
        "id = 1001, name = \"Diary\"",
        "id = 1000, name = \"Notes\"");
    assertThat(project.maven("package").fails().compilerErrors())
        .singleElement()
        .asString()
        .startsWith("Shop.java:[8,72] CONN-211")
        .contains("the name 'Notes'")
        .contains("notes.NotesConnectionType (in notes.PaperTypes)")
        .contains("diary.DiaryConnectionType (in diary.PaperTypes)");
  }

  @Test
  void aRegistryOfAnOlderOrNewerGeneratorIsRefusedWithBothVersions() {
    Project project = Project.copied("automatic", "LibrariesIT/format");
    handWritten(project, "notes", 0, "0.0.1");
    handWritten(project, "diary", 99, "9.9.9");
    project.delete("shop/src/main/java/shop/Main.java");
    assertThat(project.maven("package").fails().compilerErrors())
        .satisfiesExactly(
            error ->
                assertThat(error)
                    .startsWith("Shop.java:[8,48] CONN-207: notes.PaperTypes")
                    .contains("0.0.1 in format 0"),
            error ->
                assertThat(error)
                    .startsWith("Shop.java:[8,72] CONN-220: diary.PaperTypes")
                    .contains("9.9.9 in format 99"));
  }

  private static void handWritten(Project project, String name, int format, String generator) {
    String folder = name + "/src/main/java/" + name + "/";
    project.files(folder).stream()
        .filter(file -> file.endsWith("Library.java"))
        .forEach(file -> project.delete(folder + file));
    project.write(
        folder + "PaperTypes.java",
        """
        package %s;

        import dev.connections.annotations.GeneratedRegistry;

        @GeneratedRegistry(format = %d, generator = "%s", entries = {})
        public final class PaperTypes {}
        """
            .formatted(name, format, generator));
  }
}
