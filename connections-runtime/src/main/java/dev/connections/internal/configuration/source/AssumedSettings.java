package dev.connections.internal.configuration.source;

import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the lowest layers of the common settings: what a preset or a built-in profile assumes. */
final class AssumedSettings {

  private AssumedSettings() {}

  /**
   * Settings shaped like a document.
   *
   * @param source who assumes them
   * @param settings paths and values, by turns
   */
  static Tree.Mapping of(String source, String... settings) {
    List<Setting> all = new ArrayList<>();
    for (int i = 0; i < settings.length; i += 2) {
      all.add(new Setting(List.of(settings[i].split("\\.")), settings[i + 1]));
    }
    return mapping(all, 0, Origin.assumed(source));
  }

  private record Setting(List<String> path, String text) {}

  private static Tree.Mapping mapping(List<Setting> settings, int depth, Origin origin) {
    Map<String, List<Setting>> byKey = new LinkedHashMap<>();
    for (Setting setting : settings) {
      byKey.computeIfAbsent(setting.path().get(depth), any -> new ArrayList<>()).add(setting);
    }
    Map<String, Tree.Member> members = new LinkedHashMap<>();
    for (Map.Entry<String, List<Setting>> each : byKey.entrySet()) {
      String key = each.getKey();
      Setting first = each.getValue().get(0);
      Tree value =
          first.path().size() == depth + 1
              ? new Tree.Scalar(first.text(), true, origin)
              : mapping(each.getValue(), depth + 1, origin);
      members.put(key, new Tree.Member(key, origin, value));
    }
    return new Tree.Mapping(members, Tree.Matching.EXACT, origin);
  }
}
