package dev.connections.internal.configuration;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.internal.configuration.common.CommonDefaults;
import dev.connections.internal.configuration.common.CommonNode;
import dev.connections.internal.configuration.common.CommonSettingsBinder;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.node.BelowConnections;
import dev.connections.internal.configuration.node.EffectiveSetting;
import dev.connections.internal.configuration.node.Reading;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.internal.configuration.secret.SecretsFingerprint;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A named connection as it is configured. Used by one thread. */
public final class ConfiguredConnection {

  private final ConnectionSettings settings;
  private final TrackedNode own;
  private final CommonNode common;
  private final TrackedNode kind;
  private final List<ConfiguredEndpoint> endpoints;

  private ConfiguredConnection(
      ConnectionSettings settings,
      TrackedNode own,
      CommonNode common,
      TrackedNode kind,
      List<ConfiguredEndpoint> endpoints) {
    this.settings = settings;
    this.own = own;
    this.common = common;
    this.kind = kind;
    this.endpoints = endpoints;
  }

  /** The connection; null if it has no settings or no type, which has been reported. */
  static @Nullable ConfiguredConnection of(
      String name, TrackedNode node, CommonDefaults defaults, Reading reading) {
    TrackedNode own = node.orEmpty();
    if (own.kind() != Kind.MAPPING) {
      own.violation(
          "is no group of settings",
          "type, and the settings of the type",
          BelowConnections.isSetting(name)
              ? "if it is a setting, write the name of its connection above it"
              : "write them below it");
      return null;
    }
    TrackedNode written = own.child("type");
    if (written.kind() == Kind.MISSING) {
      written.violation(
          "is missing",
          "the name of a type of the registry, such as PostgreSql or Rest",
          "write it first: it decides which other settings there are");
      return null;
    }
    String type = Binders.string().bind(written);
    if (type == null) {
      return null;
    }
    Origin place = node.origin();
    CommonNode common = new CommonNode(own, place, defaults);
    TrackedNode kind =
        new TrackedNode(node.path(), own.said(), place, CommonSettingsBinder.KEYS, reading);
    ConnectionSettings settings =
        CommonSettingsBinder.bind(name, type, own, common, reading.notes());
    return new ConfiguredConnection(
        settings, own, common, kind, EndpointList.of(own, kind, reading));
  }

  /** Its name. */
  public String name() {
    return settings.name();
  }

  /** The name of its type, as written. */
  public String typeName() {
    return settings.type();
  }

  /** The settings that all types have; the defaults where something is wrong with them. */
  public ConnectionSettings settings() {
    return settings;
  }

  /**
   * The connection without the settings that all types have. It is what the binder of its type is
   * to bind if there is one endpoint; if there are several, only what is wrong with the connection
   * as a whole is reported here.
   */
  public ConfigurationNode node() {
    return kind;
  }

  /**
   * Its endpoints in order of preference, which the binder of its type is to bind one by one; those
   * that are wrong in themselves have been reported and are not among them.
   */
  public List<ConfiguredEndpoint> endpoints() {
    return endpoints;
  }

  /**
   * By which it can be seen whether another reading gave other values for references, though the
   * settings are equal. To be called after the endpoints were bound: what no one asked for was not
   * looked for. Comparable within this process only.
   */
  public SecretsFingerprint secretsFingerprint() {
    SortedMap<String, String> digests = new TreeMap<>();
    for (TrackedNode root : roots(common.ownNode())) {
      for (TrackedNode node : root.all()) {
        node.collectDigest(digests);
      }
    }
    return SecretsFingerprint.of(digests);
  }

  /** Reports that there is no type of this name. */
  public void reportUnknownType(Collection<String> known) {
    String nearest = NearestName.of(typeName(), known).orElse(null);
    if (known.isEmpty()) {
      own.child("type")
          .violation(
              "is not a type of the provider, which was given no types",
              null,
              "call types(ConnectionTypes.source()) on its builder, with the generated registry");
      return;
    }
    List<String> sorted = known.stream().sorted().toList();
    String all = String.join(", ", sorted.subList(0, Math.min(30, sorted.size())));
    own.child("type")
        .violation(
            "is not a type of the registry",
            sorted.size() > 30 ? all + ", …" : all,
            nearest == null
                ? "write one of these; if a library has the type, name its registry in"
                    + " @ConnectionRegistry(include = …)"
                : "did you mean " + nearest + "?");
  }

  /** The node of a setting that is the connection's own. */
  ConfigurationNode common(String key) {
    return own.child(key);
  }

  void reportUnknownKeys() {
    own.reportUnknownKeysBelow();
    for (TrackedNode node : common.ownNode()) {
      node.reportUnknownKeysBelow();
    }
    for (TrackedNode node : kindNodes()) {
      node.reportUnknownKeys();
    }
  }

  void collectEffective(Collection<EffectiveSetting> effective) {
    for (TrackedNode root : roots(List.of(common.node()))) {
      for (TrackedNode node : root.all()) {
        node.collectEffective(name(), effective);
      }
    }
  }

  /** Says what variables of the platform do to it; to be called after it was bound. */
  void tellVariables(VariableNotes notes) {
    List<String> names =
        own.child(EndpointList.KEY).kind() == Kind.MISSING
            ? List.of()
            : endpoints.stream().map(ConfiguredEndpoint::name).toList();
    notes.tell(name(), typeName(), kindNodes(), own, common, names);
  }

  private List<TrackedNode> roots(List<TrackedNode> common) {
    List<TrackedNode> roots = new ArrayList<>();
    roots.add(own);
    roots.addAll(common);
    roots.addAll(kindNodes());
    return roots;
  }

  /** Those that a binder may have read; the connection itself if it is its only endpoint. */
  private Set<TrackedNode> kindNodes() {
    Set<TrackedNode> nodes = new LinkedHashSet<>();
    nodes.add(kind);
    for (ConfiguredEndpoint endpoint : endpoints) {
      nodes.add(endpoint.tracked());
    }
    return nodes;
  }
}
