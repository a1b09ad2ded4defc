package dev.connections.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnectionTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} has the settings that there are; {@code -Dgoldens=update} writes it. */
class SettingsPageTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Path TYPES = Path.of("..", "connections-types");
  private static final Path PAGE = DOCS.resolve("settings.md");
  private static final Path REFERENCE =
      Path.of("target/classes/META-INF/connections/dev.connections.sample.ConnectionTypes.md");

  private static final Pattern MODULE = Pattern.compile("<module>connections-([\\w-]+)</module>");
  private static final Pattern REGISTRY = Pattern.compile("registry=(\\S+)");
  private static final Pattern EFFECTIVE =
      Pattern.compile("connections\\.any\\.(\\S+) = (.*?)  \\(.*\\)");
  private static final List<String> PRESETS = List.of("interactive", "batch", "critical", "none");

  @Test
  void thePageHasEverySettingOfEveryTypeThatWeShip() throws IOException {
    String reference = Files.readString(REFERENCE);
    int common = reference.indexOf("\n## Settings of every connection\n");
    SettingsPage page =
        new SettingsPage().common(reference.substring(common), PRESETS, presetChanges());
    for (String type : typeModules()) {
      page.types(libraryReference(type), documentation(type));
    }
    int smtp = reference.indexOf("\n## Smtp\n");
    String text = page.pool(reference.substring(smtp, reference.indexOf("\n## ", smtp + 1))).text();

    if ("update".equals(System.getProperty("goldens"))) {
      Files.writeString(PAGE, text);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(text);
  }

  /** The modules of types, without what their names begin with. */
  private static List<String> typeModules() throws IOException {
    return MODULE
        .matcher(Files.readString(TYPES.resolve("pom.xml")))
        .results()
        .map((MatchResult module) -> module.group(1))
        .toList();
  }

  private static String libraryReference(String type) throws IOException {
    Path classes = TYPES.resolve("connections-" + type).resolve("target/classes");
    Path mark = classes.resolve("META-INF/connections/library-registry.properties");
    assumeThat(mark).as("connections-" + type + " is built with the whole build only").exists();
    String registry =
        REGISTRY
            .matcher(Files.readString(mark))
            .results()
            .map((MatchResult line) -> line.group(1))
            .findFirst()
            .orElseThrow();
    return Files.readString(mark.resolveSibling(registry + ".md"));
  }

  private static String documentation(String type) {
    String page = type + ".md";
    return Files.exists(DOCS.resolve(page))
        ? page
        : "../connections-types/connections-" + type + "/README.md";
  }

  /** Each setting that a preset changes: the default, then each preset's value. */
  private static Map<String, List<String>> presetChanges() {
    Map<String, String> defaults = effective("");
    Map<String, List<String>> changes = new LinkedHashMap<>();
    List<Map<String, String>> presets =
        PRESETS.stream().map(preset -> effective(", preset: " + preset)).toList();
    defaults.forEach(
        (setting, value) -> {
          if (!setting.equals("preset")) {
            List<String> values = new ArrayList<>(List.of(value));
            presets.forEach(
                preset -> {
                  String changed = preset.getOrDefault(setting, value);
                  values.add(changed.equals(value) ? "" : changed);
                });
            if (values.subList(1, values.size()).stream().anyMatch(changed -> !changed.isEmpty())) {
              changes.put(setting, values);
            }
          }
        });
    return changes;
  }

  private static Map<String, String> effective(String more) {
    String text = "connections: { any: { type: H2, url: 'jdbc:h2:mem:any'" + more + " } }";
    Map<String, String> settings = new LinkedHashMap<>();
    Connections.builder()
        .configuration(ConnectionsConfiguration.ofText("any.yaml", text))
        .types(SqlConnectionTypes.source())
        .effectiveSettings()
        .forEach(
            line ->
                EFFECTIVE
                    .matcher(line)
                    .results()
                    .forEach(found -> settings.put(found.group(1), found.group(2))));
    return settings;
  }
}
