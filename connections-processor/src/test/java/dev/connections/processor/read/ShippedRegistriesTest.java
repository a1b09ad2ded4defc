package dev.connections.processor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of the registries that the note about a registry that is left out looks for. */
class ShippedRegistriesTest {

  private static final Path TYPES = Path.of("..", "connections-types");
  private static final Pattern REGISTRY =
      Pattern.compile(
          "package ([\\w.]+);.*@ConnectionRegistry\\(name = \"(\\w+)\", library = true\\)",
          Pattern.DOTALL);

  @Test
  void everyModuleOfTypesDeclaresTheRegistryThatItsNameSays() throws IOException {
    assertThat(ShippedRegistries.NAMES)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(declared().keySet());
  }

  @Test
  void theWordsOfAModuleAreThoseOfItsRegistry() {
    assertThat(
            ShippedRegistries.names(
                """
                <modules>
                  <module>connections-sql</module>   <!-- PostgreSql and H2 -->
                  <module>connections-file-store</module>
                </modules>
                """))
        .containsExactly(
            "dev.connections.sql.SqlConnectionTypes",
            "dev.connections.filestore.FileStoreConnectionTypes");
  }

  /** The registries in the sources of the modules, with their files. */
  private static Map<String, Path> declared() throws IOException {
    Map<String, Path> declared = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TYPES)) {
      for (Path file :
          files
              .filter(each -> each.toString().replace('\\', '/').contains("/src/main/java/"))
              .filter(each -> each.toString().endsWith(".java"))
              .toList()) {
        Matcher registry = REGISTRY.matcher(Files.readString(file));
        if (registry.find()) {
          declared.put(registry.group(1) + "." + registry.group(2), file);
        }
      }
    }
    return declared;
  }
}
