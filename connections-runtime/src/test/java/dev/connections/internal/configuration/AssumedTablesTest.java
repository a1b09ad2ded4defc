package dev.connections.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.source.BuiltInProfile;
import dev.connections.internal.configuration.source.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of presets and built-in profiles in the documentation say what is assumed. */
class AssumedTablesTest {

  private static final Path DOCUMENTATION = Path.of("..", "docs", "configuration.md");

  @Test
  void theDocumentationHasTheTableOfPresets() throws IOException {
    Map<String, Tree.Mapping> columns = new LinkedHashMap<>();
    for (Preset preset : Preset.values()) {
      columns.put(preset.name().toLowerCase(Locale.ROOT), preset.settings());
    }

    assertThat(Files.readString(DOCUMENTATION)).contains(table(columns));
  }

  @Test
  void theDocumentationHasTheTableOfBuiltInProfiles() throws IOException {
    Map<String, Tree.Mapping> columns = new LinkedHashMap<>();
    for (BuiltInProfile profile : BuiltInProfile.values()) {
      columns.put(BuiltInProfile.names().get(profile.ordinal()), profile.settings());
    }

    assertThat(Files.readString(DOCUMENTATION)).contains(table(columns));
  }

  private static String table(Map<String, Tree.Mapping> columns) {
    Map<String, String> defaults = defaults();
    List<Map<String, String>> texts = new ArrayList<>();
    texts.add(defaults);
    columns.values().forEach(column -> texts.add(leaves("", column)));
    Set<String> settings = new LinkedHashSet<>(defaults.keySet());
    settings.removeIf(
        setting -> texts.stream().skip(1).noneMatch(column -> column.containsKey(setting)));
    StringBuilder table = new StringBuilder();
    row(table, "setting", Stream.concat(Stream.of("default"), columns.keySet().stream()).toList());
    table.append("|---|---|").append("---|".repeat(columns.size())).append('\n');
    for (String setting : settings) {
      row(
          table,
          '`' + setting + '`',
          texts.stream().map(column -> column.getOrDefault(setting, "")).toList());
    }
    return table.toString();
  }

  private static void row(StringBuilder table, String first, List<String> cells) {
    table.append("| ").append(first).append(" |");
    cells.forEach(cell -> table.append(cell.isEmpty() ? " " : " " + cell + " ").append('|'));
    table.append('\n');
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    Loading.of(Loading.text("connections: {a: {type: Store, url: 'http://a'}}"))
        .loaded()
        .effective()
        .forEach(each -> defaults.put(each.path().replace("connections.a.", ""), each.value()));
    return defaults;
  }

  private static Map<String, String> leaves(String path, Tree.Mapping mapping) {
    Map<String, String> leaves = new LinkedHashMap<>();
    for (Tree.Member member : mapping.members().values()) {
      String below = path.isEmpty() ? member.name() : path + "." + member.name();
      if (member.value() instanceof Tree.Mapping group) {
        leaves.putAll(leaves(below, group));
      } else if (member.value() instanceof Tree.Scalar scalar) {
        leaves.put(below, scalar.text());
      }
    }
    return leaves;
  }
}
