package dev.connections.internal.configuration;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.internal.configuration.common.CommonDefaults;
import dev.connections.internal.configuration.common.CommonNode;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.node.LookAlikeNotes;
import dev.connections.internal.configuration.node.Reading;
import dev.connections.internal.configuration.node.SettingsElsewhere;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.internal.configuration.source.LookAlikes;
import dev.connections.internal.configuration.source.PlatformVariables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says of a connection which variables of the platform give its settings, and what looks as if it
 * should but does not. To be used after the connection was bound: only then is it known which
 * settings its type has. Never says a value.
 */
final class VariableNotes {

  /** What is said as well by a URL. */
  private static final Set<String> PLACES =
      Set.of("HOST", "PORT", "DATABASE", "URI", "JDBCCONNECTIONSTRING");

  private final PlatformVariables platform;
  private final LookAlikeNotes lookAlikes;
  private final Reading reading;

  VariableNotes(PlatformVariables platform, LookAlikes lookAlikes, Reading reading) {
    this.platform = platform;
    this.lookAlikes = new LookAlikeNotes(lookAlikes, reading);
    this.reading = reading;
  }

  /** Tells what belongs to no single connection. */
  void tellShared(CommonDefaults defaults) {
    if (lookAlikes.isEmpty()) {
      return;
    }
    Map<String, Origin> shared = new LinkedHashMap<>();
    collectSettings(defaults.node(), shared);
    lookAlikes.tellDefaults(shared.keySet());
    lookAlikes.tellProfiles();
  }

  /**
   * Tells what there is to tell.
   *
   * @param connection its name
   * @param type the name of its type
   * @param kinds what the binder of the type has read
   * @param own the connection's node
   * @param common what it has in common with other types
   * @param endpoints the names of those that are listed
   */
  void tell(
      String connection,
      String type,
      Collection<TrackedNode> kinds,
      TrackedNode own,
      CommonNode common,
      List<String> endpoints) {
    Map<String, String> unused = unused(connection);
    if (unused.isEmpty() && lookAlikes.isEmpty()) {
      return;
    }
    Map<String, Origin> ofType = new LinkedHashMap<>();
    for (TrackedNode kind : kinds) {
      collectSettings(kind, ofType);
    }
    if (ofType.isEmpty()) {
      return; // No binder has read it, so no one knows what the type has.
    }
    List<String> taken = new ArrayList<>();
    for (TrackedNode kind : kinds) {
      collectTaken(kind, unused, taken);
    }
    if (!taken.isEmpty()) {
      reading
          .notes()
          .inform(
              "Connection '"
                  + connection
                  + "' takes "
                  + String.join(", ", taken)
                  + ". Variables have more weight than files: unset one to have the file's value");
    }
    Map<String, Origin> all = new LinkedHashMap<>(ofType);
    collectSettings(own, all);
    collectSettings(common.node(), all);
    List<String> ignored = new ArrayList<>();
    for (Map.Entry<String, String> each : unused.entrySet()) {
      String advice = advice(connection, type, each.getKey(), each.getValue(), all);
      if (advice != null) {
        ignored.add(each.getKey() + ": " + advice);
      }
    }
    if (!ignored.isEmpty()) {
      reading
          .notes()
          .inform(
              "Connection '" + connection + "' ignores variables. " + String.join("; ", ignored));
    }
    Set<String> paths = new LinkedHashSet<>(all.keySet());
    for (String endpoint : endpoints) {
      for (String key : ofType.keySet()) {
        paths.add(EndpointList.KEY + "." + endpoint + "." + key);
      }
    }
    lookAlikes.tell(connection, paths);
  }

  /**
   * The platform's variables for a connection that no reference reads, and what follows its name.
   */
  private Map<String, String> unused(String connection) {
    Map<String, String> unused = new TreeMap<>();
    for (Map.Entry<String, String> each : platform.of(connection).entrySet()) {
      if (!reading.texts().hasRead(each.getKey())) {
        unused.put(each.getKey(), each.getValue());
      }
    }
    return unused;
  }

  /** Settings by path below the connection or endpoint, with where they are set. */
  private static void collectSettings(TrackedNode root, Map<String, Origin> settings) {
    for (TrackedNode node : root.all()) {
      if (node.isSingle() && node.path().startsWith(root.path() + ".")) {
        settings.putIfAbsent(node.path().substring(root.path().length() + 1), node.origin());
      }
    }
  }

  /** The settings that variables give to an endpoint; those variables are unused no more. */
  private static void collectTaken(
      TrackedNode kind, Map<String, String> unused, List<String> taken) {
    Map<String, String> own = Map.copyOf(unused);
    for (String key : List.of("url", "uri", "host", "port", "database", "username", "password")) {
      TrackedNode setting = kind.settingRead(key);
      if (setting == null || !setting.origin().isVariable()) {
        continue;
      }
      String variable = setting.origin().variableName();
      if (!own.containsKey(variable)) {
        continue;
      }
      unused.remove(variable);
      if (key.equals("url") || key.equals("uri")) {
        unused.values().removeAll(PLACES);
      }
      String path = setting.path().split("\\.", 3)[2];
      Origin hidden = hidden(kind, key);
      taken.add(path + " from " + variable + (hidden == null ? "" : " instead of " + hidden));
    }
  }

  /** Where what the variable hides is written; null if it hides nothing. */
  private static @Nullable Origin hidden(TrackedNode kind, String key) {
    for (Layered.Layer layer : kind.said().children(key)) {
      Origin origin = layer.tree().origin();
      if (!origin.isVariable()) {
        return origin;
      }
    }
    return null;
  }

  private static @Nullable String advice(
      String connection, String type, String variable, String rest, Map<String, Origin> settings) {
    String key = PlatformVariables.setting(rest);
    if (key == null) {
      String path = setting(rest, settings);
      return path == null ? null : "to set " + path + ", call it " + called(connection, path);
    }
    Origin origin = settings.get(key);
    if (origin != null) {
      return key + " is set by " + origin + ", which has more weight";
    }
    String lacks = type + " has no setting " + key;
    return settings.containsKey("url") && PLACES.contains(rest)
        ? lacks
            + "; set "
            + PlatformVariables.prefix(connection)
            + "URI instead, or write ${env:"
            + variable
            + "} in its url"
        : lacks;
  }

  /** The setting that is probably meant by a name of variables. */
  private static @Nullable String setting(String rest, Map<String, Origin> settings) {
    String sought = SettingKeys.normalized(rest);
    return settings.keySet().stream()
        .filter(path -> SettingKeys.normalized(path).equals(sought))
        .findFirst()
        .orElseGet(() -> SettingsElsewhere.setting(rest, settings.keySet()));
  }

  /** The variable that sets a setting. */
  private static String called(String connection, String path) {
    return switch (path) {
      case "username", "password" ->
          PlatformVariables.prefix(connection) + path.toUpperCase(Locale.ROOT);
      case "url" -> PlatformVariables.prefix(connection) + "URI";
      default -> LookAlikeNotes.variable(connection, path);
    };
  }
}
