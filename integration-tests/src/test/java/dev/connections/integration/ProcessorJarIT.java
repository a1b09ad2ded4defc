package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What stands on the processor path of every user, beside other processors. */
class ProcessorJarIT {

  private static final String SERVICE = "javax.annotation.processing.Processor";

  @Test
  void itHasOurClassesAndRelocatedJavaPoetAndNothingElse() throws IOException {
    try (JarFile jar = new JarFile(Outer.artifact("connections-processor").toFile())) {
      List<String> files =
          jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(file)
                      .matches(
                          "module-info\\.class|META-INF/MANIFEST\\.MF|META-INF/LICENSE"
                              + "|META-INF/services/javax\\.annotation\\.processing\\.Processor"
                              + "|META-INF/gradle/incremental\\.annotation\\.processors"
                              + "|META-INF/connections/errors\\.md" // what messages refer to
                              + "|META-INF/maven/dev\\.connections/connections-processor/.*"
                              + "|dev/connections/processor/.*"))
          .doesNotHaveDuplicates()
          .contains(
              "dev/connections/processor/shaded/javapoet/JavaFile.class",
              "META-INF/connections/errors.md");
    }
  }

  @Test
  void compilersFindTheSameProcessorsOnTheProcessorPathAndOnTheModulePath() throws IOException {
    ModuleDescriptor module =
        ModuleFinder.of(Outer.artifact("connections-processor"))
            .find("dev.connections.processor")
            .orElseThrow()
            .descriptor();
    assertThat(
            module.requires().stream()
                .filter(
                    needed ->
                        !needed.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC)))
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactlyInAnyOrder("java.base", "java.compiler");
    assertThat(module.packages())
        .as("what the descriptor says is in the jar")
        .contains("dev.connections.processor.shaded.javapoet");
    List<String> provided =
        module.provides().stream()
            .filter(service -> service.service().equals(SERVICE))
            .flatMap(service -> service.providers().stream())
            .toList();
    try (JarFile jar = new JarFile(Outer.artifact("connections-processor").toFile())) {
      assertThat(lines(jar, "META-INF/services/" + SERVICE))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(provided)
          .allSatisfy(
              name ->
                  assertThat(jar.getEntry(name.replace('.', '/') + ".class")).as(name).isNotNull());
    }
  }

  @Test
  void gradleKnowsHowEachProcessorWorks() throws IOException {
    try (JarFile jar = new JarFile(Outer.artifact("connections-processor").toFile())) {
      List<String> kinds = lines(jar, "META-INF/gradle/incremental.annotation.processors");
      assertThat(kinds)
          .extracting(line -> line.substring(0, line.indexOf(',')))
          .containsExactlyInAnyOrderElementsOf(lines(jar, "META-INF/services/" + SERVICE));
      assertThat(kinds)
          .extracting(line -> line.substring(line.indexOf(',') + 1))
          .containsExactly("isolating", "aggregating", "isolating");
    }
  }

  private static List<String> lines(JarFile jar, String entry) throws IOException {
    String text =
        new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
