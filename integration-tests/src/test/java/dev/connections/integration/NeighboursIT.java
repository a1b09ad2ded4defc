package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our processor with those of Lombok, Micronaut, Spring and Dagger on one processor path. Lombok
 * writes the constructor of a factory there.
 */
class NeighboursIT {

  private static final List<String> OUTPUTS =
      List.of(
          "META-INF/micronaut/io.micronaut.inject.BeanDefinitionReference/"
              + "shop.$MicronautBean$Definition",
          "META-INF/spring-configuration-metadata.json",
          "shop/$MicronautBean$Definition.class",
          "shop/ConnectionTypesModule.class",
          "shop/DaggerDaggerComponent.class",
          "shop/LombokValue$LombokValueBuilder.class",
          "shop/NotebookConfigurationBinder.class",
          "shop/OpenShop.class");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lombok micronaut-inject-java spring-boot-configuration-processor connections-processor",
        "connections-processor spring-boot-configuration-processor micronaut-inject-java lombok"
      })
  void everyProcessorDoesItsWorkWhereverOursStands(String order) throws Exception {
    Project project = withProcessors(order);
    project.maven("compile").succeeds();
    assertThat(types(project)).containsExactly("10 Notebook");
    assertThat(project.files("target/classes")).containsAll(OUTPUTS);
    assertThat(project.read("target/classes/META-INF/spring-configuration-metadata.json"))
        .contains("shop.owner");
  }

  @Test
  void aConstructorThatLombokIsYetToWriteIsWaitedFor() throws Exception {
    Project project = withProcessors("connections-processor lombok");
    project.maven("compile").succeeds();
    assertThat(types(project)).containsExactly("10 Notebook");
    assertThat(project.files("target/classes")).contains("shop/DaggerDaggerComponent.class");
  }

  private static Project withProcessors(String order) {
    Project project = Project.copied("neighbours", "NeighboursIT/" + order.replace(' ', '_'));
    String pom = project.read("pom.xml");
    List<String> paths =
        Pattern.compile(" *<path>.*?</path>\\n", Pattern.DOTALL)
            .matcher(pom)
            .results()
            .map(MatchResult::group)
            .toList();
    String ordered =
        Arrays.stream(order.split(" "))
            .map(name -> theOneOf(paths, "<artifactId>" + name + "<"))
            .collect(Collectors.joining());
    project.edit("pom.xml", String.join("", paths), ordered);
    return project;
  }

  private static String theOneOf(List<String> paths, String text) {
    return paths.stream().filter(path -> path.contains(text)).findAny().orElseThrow();
  }

  private static List<String> types(Project project) throws Exception {
    try (LoadedRegistry registry =
        LoadedRegistry.of("shop.ConnectionTypes", project.path("target/classes"))) {
      return registry.types();
    }
  }
}
