package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Our processor with those of Lombok, Micronaut, Spring and Dagger on one processor path. Lombok
 * writes the constructor of a factory there.
 */
class NeighboursIT {

  private static final List<String> OUTPUTS =
      List.of(
          "META-INF/micronaut/io.micronaut.inject.BeanDefinitionReference/shop.$MicronautBean$Definition",
          "META-INF/spring-configuration-metadata.json",
          "shop/$MicronautBean$Definition.class",
          "shop/ConnectionTypesModule.class",
          "shop/DaggerDaggerComponent.class",
          "shop/LombokValue$LombokValueBuilder.class",
          "shop/NotebookConfigurationBinder.class",
          "shop/OpenShop.class");

  @Test
  void ourProcessorStandsLast() throws Exception {
    everythingIsThere(Project.copied("neighbours", "NeighboursIT/last"));
  }

  @Test
  void ourProcessorStandsFirst() throws Exception {
    Project project = Project.copied("neighbours", "NeighboursIT/first");
    String pom = project.read("pom.xml");
    String path =
        pom.substring(
            pom.indexOf("            <!-- lombok -->"), pom.indexOf("            <!-- end -->"));
    String ours = path.substring(path.indexOf("            <!-- ours -->"));
    String others = path.substring(0, path.length() - ours.length());
    project.edit("pom.xml", path, ours + others);
    everythingIsThere(project);
  }

  @Test
  void ourProcessorStandsBeforeLombokAlone() throws Exception {
    Project project = Project.copied("neighbours", "NeighboursIT/alone");
    String pom = project.read("pom.xml");
    String lombok =
        pom.substring(
            pom.indexOf("            <!-- lombok -->"),
            pom.indexOf("            <!-- micronaut -->"));
    String others =
        pom.substring(
            pom.indexOf("            <!-- micronaut -->"),
            pom.indexOf("            <!-- ours -->"));
    project.edit("pom.xml", lombok + others, "");
    project.edit("pom.xml", "            <!-- end -->\n", lombok);
    project.maven("compile").succeeds();
    assertThat(types(project)).containsExactly("10 Notebook");
    assertThat(project.files("target/classes")).contains("shop/DaggerDaggerComponent.class");
  }

  private static void everythingIsThere(Project project) throws Exception {
    project.maven("compile").succeeds();
    assertThat(types(project)).containsExactly("10 Notebook");
    assertThat(project.files("target/classes")).containsAll(OUTPUTS);
    assertThat(project.read("target/classes/META-INF/spring-configuration-metadata.json"))
        .contains("shop.owner");
    assertThat(project.read("target/generated-sources/annotations/shop/ConnectionTypes.java"))
        .contains("new NotebookConnectionFactory(clock.get())");
  }

  private static List<String> types(Project project) throws Exception {
    try (LoadedRegistry registry =
        LoadedRegistry.of("shop.ConnectionTypes", project.path("target/classes"))) {
      return registry.types();
    }
  }
}
