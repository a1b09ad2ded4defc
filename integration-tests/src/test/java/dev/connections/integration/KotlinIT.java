package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

/** A type, its factory, a registry and a connection set in Kotlin, through kapt. */
class KotlinIT {

  private static final String NOTEBOOK = "src/main/kotlin/shop/Notebook.kt";

  @Test
  void anApplicationInKotlinCompilesThroughKaptAndOpensItsConnections() {
    Project project = Project.copied("kotlin", "KotlinIT/runs");
    project.maven("package").succeeds();
    assertThat(
            Jvm.run(
                project.path("."),
                "-cp",
                project.path("target/kotlin-1.jar")
                    + File.pathSeparator
                    + project.path("target/lib")
                    + File.separator
                    + "*",
                "shop.ShopKt",
                project.path("connections.yaml").toString()))
        .startsWith("[PostgreSql, ")
        .endsWith(", Notebook]\n42\nAda: [64 pages [private] at 2026-11-25T12:00:00Z]");
  }

  @Test
  void mistakesInKotlinAreReportedAndWhatKotlinDoesNotFindIsLeftToKotlin() {
    Project project = Project.copied("kotlin", "KotlinIT/mistakes");
    project.edit("src/main/kotlin/shop/Shop.kt", "    @ConnectionName(\"notes\")\n", "");
    project.edit(NOTEBOOK, "id = 1000", "id = 0");
    project.write(
        NOTEBOOK,
        project.read(NOTEBOOK)
            + """

            @ConnectionType(id = 1001, name = "Lost", category = "Paper")
            internal class LostConnectionType :
                ConnectionTypeBase<NotebookConnection, LostConfiguration, NotebookConnectionFactory>()
            """);
    Build build = project.maven("process-sources").fails();
    assertThat(build.lines().stream().filter(line -> line.contains(": error: ")).distinct())
        .as(build.output())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("NotebookConnectionType.java", "CONN-105"),
            line -> assertThat(line).contains("Shop.java", "CONN-305"));
  }
}
