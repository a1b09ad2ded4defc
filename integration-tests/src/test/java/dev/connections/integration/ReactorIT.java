package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A library with a registry and an application that includes it, both named modules, in one
 * reactor.
 */
class ReactorIT {

  /** How what it prints ends; it begins with the types of the SQL module. */
  static final String WHAT_IT_DOES = ", Ledger]\n[This belongs to Ada]\n42";

  @Test
  void theLibraryIsIncludedAsAFolderOfClasses() throws Exception {
    Project project = Project.copied("reactor", "ReactorIT/folder");
    project.maven("compile", "-T2").succeeds();
    assertThat(project.files("ledger/target")).noneMatch(file -> file.endsWith(".jar"));
    try (LoadedRegistry registry =
        LoadedRegistry.of(
            "shop.ConnectionTypes",
            project.path("shop/target/classes"),
            project.path("ledger/target/classes"))) {
      assertThat(registry.types()).startsWith("10 PostgreSql").endsWith("1000 Ledger");
    }
  }

  @Test
  void theLibraryIsIncludedAsAJarAndTheApplicationRunsOnModulePathAndClassPath()
      throws IOException {
    Project project = Project.copied("reactor", "ReactorIT/jar");
    project.maven("package", "-pl", "shop", "-am").succeeds();
    assertThat(project.files("shop/target/lib")).contains("ledger-1.jar");
    String jar = project.path("shop/target/shop-1.jar").toString();
    String lib = project.path("shop/target/lib").toString();
    String configuration = project.path("connections.yaml").toString();
    assertThat(
            Jvm.run(
                project.path("."),
                "-p",
                jar + File.pathSeparator + lib,
                "-m",
                "shop/shop.Main",
                configuration))
        .as("named modules")
        .endsWith(WHAT_IT_DOES);
    assertThat(
            Jvm.run(
                project.path("."),
                "-cp",
                jar + File.pathSeparator + lib + File.separator + "*",
                "shop.Main",
                configuration))
        .as("class path")
        .endsWith(WHAT_IT_DOES);

    Project elsewhere = Project.copied("reactor", "ReactorIT/a-folder-with-another-name");
    elsewhere.maven("package", "-T2").succeeds();
    for (String module : List.of("ledger", "shop")) {
      String generated = module + "/target/generated-sources/annotations";
      assertThat(project.files(generated)).isNotEmpty().isEqualTo(elsewhere.files(generated));
      for (String file : project.files(generated)) {
        assertThat(project.read(generated + "/" + file))
            .as(file)
            .isEqualTo(elsewhere.read(generated + "/" + file));
      }
      String built = module + "/target/" + module + "-1.jar";
      assertThat(Files.mismatch(project.path(built), elsewhere.path(built)))
          .as(built)
          .isEqualTo(-1);
    }
  }

  @Test
  void aLibraryThatIsAddedToThePomAndIncludedIsInTheRegistryWithoutClean() throws Exception {
    Project project = Project.copied("reactor", "ReactorIT/added");
    String shop = "shop/src/main/java/shop/Shop.java";
    String withLibrary = project.read(shop);
    String pom = project.read("shop/pom.xml");
    project.write(
        shop,
        """
        package shop;

        import dev.connections.annotations.ConnectionRegistry;
        import ledger.LedgerTypes;

        @ConnectionRegistry(include = LedgerTypes.class)
        interface Shop {}
        """);
    project.delete("shop/src/main/java/shop/Main.java");
    project.edit("shop/src/main/java/module-info.java", "  requires dev.connections.sql;\n", "");
    project.edit(
        "shop/pom.xml",
        """
            <dependency>
              <groupId>dev.connections</groupId>
              <artifactId>connections-sql</artifactId>
            </dependency>
        """,
        "");
    project.maven("compile").succeeds();
    try (LoadedRegistry registry = registry(project)) {
      assertThat(registry.types()).containsExactly("1000 Ledger");
    }

    project.write("shop/pom.xml", pom);
    project.write(shop, withLibrary);
    project.edit(
        "shop/src/main/java/module-info.java",
        "  requires ledger;\n",
        "  requires ledger;\n  requires dev.connections.sql;\n");
    project.maven("compile").succeeds();
    try (LoadedRegistry registry = registry(project)) {
      assertThat(registry.types()).startsWith("10 PostgreSql").endsWith("1000 Ledger");
    }
  }

  private static LoadedRegistry registry(Project project) throws Exception {
    return LoadedRegistry.of(
        "shop.ConnectionTypes",
        project.path("shop/target/classes"),
        project.path("ledger/target/classes"));
  }
}
