package dev.connections.internal.configuration.node;

import dev.connections.Secret;
import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.internal.configuration.document.ElementNames;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node that remembers what it was asked for, so that afterwards it is known which keys were not
 * read and which values are in effect. Used by one thread.
 */
public final class TrackedNode implements ConfigurationNode {

  private final String path;
  private final Layered said;
  private final Origin place;
  private final Set<String> hidden;
  private final Reading reading;

  private final NodeReports reports;
  private final NodeValue value;
  private final NodeUsage<TrackedNode> usage = new NodeUsage<>();
  private @Nullable TrackedNode substitute;

  /**
   * A node.
   *
   * @param path where it stands
   * @param said what the sources say there
   * @param place where to point if they say nothing: at what it would stand below
   * @param hidden keys that are read elsewhere
   */
  public TrackedNode(String path, Layered said, Origin place, Set<String> hidden, Reading reading) {
    this.path = path;
    this.said = said;
    this.place = place;
    this.hidden = hidden;
    this.reading = reading;
    this.reports = new NodeReports(path, said, place, reading);
    this.value = new NodeValue(path, said, reading.texts(), reports);
  }

  @Override
  public Kind kind() {
    return said.kind();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String text() {
    return value.text();
  }

  @Override
  public @Nullable Secret secret() {
    return value.secret();
  }

  @Override
  public List<ConfigurationNode> elements() {
    return List.copyOf(elementNodes());
  }

  /** As {@link #elements}. */
  public List<TrackedNode> elementNodes() {
    List<TrackedNode> known = usage.elements();
    if (known != null) {
      return known;
    }
    List<TrackedNode> nodes = new ArrayList<>();
    for (Layered element : said.elements()) {
      String below = path + "[" + nodes.size() + "]";
      nodes.add(new TrackedNode(below, element, origin(), Set.of(), reading));
    }
    usage.hasElements(nodes);
    return nodes;
  }

  @Override
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (String key : said.keys()) {
      if (!SettingKeys.isAmong(hidden, key)) {
        keys.add(key);
      }
    }
    usage.asksFor(keys);
    return Collections.unmodifiableList(keys);
  }

  @Override
  public TrackedNode child(String key) {
    TrackedNode known = usage.childRead(key);
    return known == null
        ? usage.child(key, below(key, hidden.contains(key) ? Layered.NOTHING : said.child(key)))
        : known;
  }

  /**
   * As {@link #child}; names of elements that texts of variables and code give count as indices.
   */
  public TrackedNode listChild(String key) {
    TrackedNode known = usage.childRead(key);
    return known == null
        ? usage.child(key, below(key, new ElementNames(reading.violations()).indexed(said, key)))
        : known;
  }

  private TrackedNode below(String key, Layered below) {
    String childPath = path.isEmpty() ? key : path + "." + key;
    return new TrackedNode(childPath, below, origin(), Set.of(), reading);
  }

  /** The node of a setting that was read; null if none of this name was. */
  public @Nullable TrackedNode settingRead(String key) {
    return usage.childRead(key);
  }

  @Override
  public ConfigurationNode orDefault(String defaultText) {
    return kind() == Kind.MISSING || substitute != null
        ? substitute(defaultScalar(defaultText))
        : this;
  }

  /** Whether a source says something here: what presets and the like assume does not count. */
  public boolean isWritten() {
    Layered.Layer first = said.first();
    return first != null && !first.tree().origin().isAssumed();
  }

  /**
   * Takes another text instead of what is assumed here; to be called before it is read.
   *
   * @param because the setting from which it follows
   */
  public void assume(String other, TrackedNode because) {
    Origin origin = Origin.assumed("as " + because.path() + ", " + because.origin());
    substitute(new Tree.Scalar(other, true, origin));
  }

  @Override
  public ConfigurationNode orDefaults(List<String> texts) {
    if (kind() != Kind.MISSING) {
      return this;
    }
    List<Tree> elements = new ArrayList<>();
    for (String text : texts) {
      elements.add(defaultScalar(text));
    }
    return substitute(new Tree.Sequence(List.copyOf(elements), Origin.DEFAULT));
  }

  private static Tree defaultScalar(String text) {
    return new Tree.Scalar(text, true, Origin.DEFAULT);
  }

  /** The node to use instead if this one is missing: a mapping without members. */
  public TrackedNode orEmpty() {
    return kind() == Kind.MISSING
        ? substitute(new Tree.Mapping(Map.of(), Tree.Matching.EXACT, origin()))
        : this;
  }

  @Override
  public @Nullable String variant(String key, String... values) {
    return VariantChoice.of(this, key, values);
  }

  /** See {@link ObjectReader#formerly}. */
  void formerly(String key, String... formerKeys) {
    List<String> names = new ArrayList<>(List.of(key));
    names.addAll(List.of(formerKeys));
    usage.renamed(key, List.of(formerKeys), below(key, said.child(names.toArray(String[]::new))));
    new FormerKeys(reading).report(said, names);
  }

  @Override
  public ObjectReader object(String... allowedKeys) {
    int reportsBefore = reading.violations().reports();
    usage.asksFor(List.of(allowedKeys));
    switch (kind()) {
      case MAPPING -> {}
      case MISSING -> violation("is missing", settingsHere(), null);
      case SCALAR, LIST ->
          violation(
              kind() == Kind.LIST ? "is a list" : "is a single value",
              settingsHere(),
              "write one 'name: value' line each below it");
    }
    return new MappingReader(this, reading.violations(), reportsBefore);
  }

  private String settingsHere() {
    return usage.known().isEmpty()
        ? "names of your choice, each with what it stands for"
        : "the settings " + UnknownKeys.listed(usage.known());
  }

  @Override
  public void violation(String problem, @Nullable String allowed, @Nullable String hint) {
    if (substitute != null) {
      substitute.violation(problem, allowed, hint);
      return;
    }
    if (value.isUnresolved()) {
      // What the reference would have given is unknown, so there is nothing more to say of it.
      reports.repeat();
    } else {
      reports.report(value.shown(), problem, allowed, hint);
    }
  }

  /** Reports that the settings below it were refused together. */
  void rejected(IllegalArgumentException rejection) {
    String message = rejection.getMessage();
    violation(
        message == null
            ? "is rejected without a reason by its record"
            : "is rejected: " + reports.redact(message),
        null,
        null);
  }

  /** Reports that a rule of the record is broken here. */
  void broken(String problem, @Nullable String allowed, @Nullable String hint) {
    String safeProblem = reports.redact(problem);
    String safeAllowed = reports.redactIfAny(allowed);
    String safeHint = reports.redactIfAny(hint);
    if (substitute != null && Origin.DEFAULT.equals(substitute.origin())) {
      reports.reportDefault(substitute.value.shown(), safeProblem, safeAllowed, safeHint);
    } else {
      violation(safeProblem, safeAllowed, safeHint);
    }
  }

  /** Reports the members that were not asked for, here and below. */
  public void reportUnknownKeys() {
    for (TrackedNode node : all()) {
      node.reportUnknownKeysHere();
    }
  }

  /** As {@link #reportUnknownKeys}, without what is below it. */
  public void reportUnknownKeysHere() {
    if (usage.isMapping()) {
      new UnknownKeys(
              path.equals("connections"),
              usage.known(),
              hidden,
              usage.former(),
              reading.violations())
          .report(said);
    }
  }

  /** As {@link #reportUnknownKeys}, for what is below it only. */
  public void reportUnknownKeysBelow() {
    for (TrackedNode node : usage.below()) {
      node.reportUnknownKeys();
    }
  }

  /** This node and those below it that were asked for, defaults included. */
  public List<TrackedNode> all() {
    List<TrackedNode> nodes = new ArrayList<>();
    addTo(nodes);
    return nodes;
  }

  private void addTo(List<TrackedNode> nodes) {
    if (substitute != null) {
      substitute.addTo(nodes);
      return;
    }
    nodes.add(this);
    for (TrackedNode node : usage.below()) {
      node.addTo(nodes);
    }
  }

  /** Whether nothing below it was asked for. */
  public boolean isSingle() {
    return usage.below().isEmpty();
  }

  /** Adds the value here, or that there is none. */
  public void collectEffective(String connection, Collection<EffectiveSetting> settings) {
    if (kind() == Kind.MISSING && isSingle()) {
      settings.add(new EffectiveSetting(connection, path, "(not set)", "optional"));
    } else if (kind() == Kind.SCALAR && isSingle()) {
      String shown = value.shown();
      settings.add(
          new EffectiveSetting(
              connection, path, shown == null ? "(not shown)" : shown, origin().toString()));
    }
  }

  /** Adds the digest of the value that references gave here, if they did, by path. */
  public void collectDigest(Map<String, String> digests) {
    String digest = value.digest();
    if (digest != null) {
      digests.put(path, digest);
    }
  }

  /** What the sources say here. */
  public Layered said() {
    return said;
  }

  /** Where the value stands; for mappings and what is missing, where its name stands. */
  public Origin origin() {
    return reports.origin();
  }

  private TrackedNode substitute(Tree tree) {
    if (substitute == null) {
      Layered.Layer layer = new Layered.Layer(path, origin(), tree);
      substitute = new TrackedNode(path, Layered.of(layer), place, hidden, reading);
    }
    return substitute;
  }
}
