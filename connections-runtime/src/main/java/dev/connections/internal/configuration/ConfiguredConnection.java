package dev.connections.internal.configuration;

import dev.connections.internal.text.NearestName;
import dev.connections.spi.Binders;
import dev.connections.spi.ConfigurationNode;
import dev.connections.spi.ConfigurationNode.Kind;
import dev.connections.spi.ConnectionSettings;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A named connection as it is configured. Used by one thread. */
public final class ConfiguredConnection {

  private final ConnectionSettings settings;
  private final TrackedNode own;
  private final TrackedNode withDefaults;
  private final TrackedNode kind;

  private ConfiguredConnection(
      ConnectionSettings settings, TrackedNode own, TrackedNode withDefaults, TrackedNode kind) {
    this.settings = settings;
    this.own = own;
    this.withDefaults = withDefaults;
    this.kind = kind;
  }

  /** The connection; null if it has no settings or no type, which has been reported. */
  static @Nullable ConfiguredConnection of(
      String name, TrackedNode node, TrackedNode defaults, Reading reading) {
    TrackedNode own = node.orEmpty();
    if (own.kind() != Kind.MAPPING) {
      own.violation(
          "is no group of settings", "type, and the settings of the type", "write them below it");
      return null;
    }
    String type = Binders.string().bind(own.child("type"));
    if (type == null) {
      return null;
    }
    Origin place = node.origin();
    TrackedNode withDefaults =
        new TrackedNode(node.path(), own.said().orElse(defaults.said()), place, Set.of(), reading);
    TrackedNode kind =
        new TrackedNode(node.path(), own.said(), place, CommonSettings.KEYS, reading);
    ConnectionSettings settings = CommonSettings.bind(name, type, own, withDefaults);
    return new ConfiguredConnection(settings, own, withDefaults, kind);
  }

  /** Its name. */
  public String name() {
    return settings.name();
  }

  /** The name of its type, as written. */
  public String typeName() {
    return settings.type();
  }

  /** The settings that all kinds have; the defaults where something is wrong with them. */
  public ConnectionSettings settings() {
    return settings;
  }

  /** What the binder of its type is to bind: all but the settings that all kinds have. */
  public ConfigurationNode node() {
    return kind;
  }

  /** Reports that there is no type of this name. */
  public void reportUnknownType(Collection<String> known) {
    String nearest = NearestName.of(typeName(), known);
    List<String> sorted = known.stream().sorted().toList();
    String all = String.join(", ", sorted.subList(0, Math.min(30, sorted.size())));
    own.child("type")
        .violation(
            "is not a type of the registry",
            sorted.size() > 30 ? all + ", …" : all,
            nearest == null
                ? "add the registry that has this type"
                : "did you mean " + nearest + "?");
  }

  /** The node of a setting that is the connection's own. */
  ConfigurationNode common(String key) {
    return own.child(key);
  }

  void reportUnknownKeys() {
    own.reportUnknownKeysBelow();
    withDefaults.reportUnknownKeysBelow();
    kind.reportUnknownKeys();
  }

  void collectEffective(Collection<EffectiveSetting> effective) {
    own.collectEffective(name(), effective);
    withDefaults.collectEffective(name(), effective);
    kind.collectEffective(name(), effective);
  }
}
