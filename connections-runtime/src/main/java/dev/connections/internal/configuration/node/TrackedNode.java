package dev.connections.internal.configuration.node;

import dev.connections.Secret;
import dev.connections.annotations.grammar.NearestName;
import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.internal.configuration.document.ElementNames;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.document.Violation;
import dev.connections.internal.configuration.secret.SecretsFingerprint;
import dev.connections.internal.configuration.secret.ShownText;
import dev.connections.internal.configuration.secret.UnresolvedException;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node that remembers what it was asked for, so that afterwards it is known which keys nobody
 * wanted and which values are in effect. Used by one thread.
 */
public final class TrackedNode implements ConfigurationNode {

  private final String path;
  private final Layered said;
  private final Origin place;
  private final Set<String> hidden;
  private final Reading reading;

  private final Map<String, TrackedNode> children = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> former = new LinkedHashSet<>();
  private @Nullable List<TrackedNode> elements;
  private @Nullable TrackedNode substitute;
  private @Nullable String text;
  private @Nullable Secret secret;
  private @Nullable String digest;
  private boolean unresolved;
  private boolean readAsMapping;

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
    Tree.Scalar scalar = scalar();
    if (scalar == null) {
      return "";
    }
    if (text == null) {
      try {
        text = reading.texts().text(scalar, path);
        if (!text.equals(scalar.text())) {
          digest = SecretsFingerprint.digest(text);
        }
      } catch (UnresolvedException problem) {
        refuse(scalar, problem);
        text = "";
      }
    }
    return text;
  }

  @Override
  public @Nullable Secret secret() {
    Tree.Scalar scalar = scalar();
    if (scalar == null || unresolved) {
      return null;
    }
    if (secret == null) {
      try {
        SettingText.SeenSecret seen = reading.texts().secret(scalar, path);
        secret = seen.secret();
        digest = seen.digest();
      } catch (UnresolvedException problem) {
        report(null, problem.problem(), null, problem.hint());
        unresolved = true;
      }
    }
    return secret;
  }

  @Override
  public List<ConfigurationNode> elements() {
    return List.copyOf(elementNodes());
  }

  /** As {@link #elements}. */
  public List<TrackedNode> elementNodes() {
    if (elements == null) {
      List<TrackedNode> nodes = new ArrayList<>();
      for (Layered element : said.elements()) {
        String below = path + "[" + nodes.size() + "]";
        nodes.add(new TrackedNode(below, element, origin(), Set.of(), reading));
      }
      elements = nodes;
    }
    return elements;
  }

  @Override
  public List<String> keys() {
    List<String> keys =
        said.keys().stream().filter(key -> !SettingKeys.isAmong(hidden, key)).toList();
    readAsMapping = true;
    known.addAll(keys);
    return keys;
  }

  @Override
  public TrackedNode child(String key) {
    readAsMapping = true;
    known.add(key);
    return children.computeIfAbsent(
        key, any -> below(key, hidden.contains(key) ? Layered.NOTHING : said.child(key)));
  }

  private TrackedNode below(String key, Layered below) {
    String childPath = path.isEmpty() ? key : path + "." + key;
    return new TrackedNode(childPath, below, origin(), Set.of(), reading);
  }

  /** The node of a setting that was read; null if none of this name was. */
  public @Nullable TrackedNode settingRead(String key) {
    return children.get(key);
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

  /**
   * As {@link #child}; names of elements that texts of variables and code give count as indices.
   */
  public TrackedNode listChild(String key) {
    readAsMapping = true;
    known.add(key);
    return children.computeIfAbsent(
        key, any -> below(key, new ElementNames(reading.violations()).indexed(said, key)));
  }

  @Override
  public ConfigurationNode orDefaults(List<String> texts) {
    return kind() == Kind.MISSING
        ? substitute(
            new Tree.Sequence(
                texts.stream().map(TrackedNode::defaultScalar).toList(), Origin.DEFAULT))
        : this;
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
    if (kind() != Kind.MAPPING) {
      object(key);
      return null;
    }
    TrackedNode choice = child(key);
    String value = null;
    if (choice.kind() == Kind.MISSING) {
      String nearest = NearestName.of(key, said.keys()).orElse(null);
      choice.violation(
          "is missing",
          String.join(", ", values),
          nearest == null || nearest.equals(key)
              ? null
              : "write " + key + " instead of " + nearest);
    } else {
      value = Binders.oneOf(values).bind(choice);
    }
    if (value == null) {
      // Which other keys are right depends on it, so none of them is called wrong.
      keys();
    }
    return value;
  }

  /** See {@link ObjectReader#formerly}. */
  void formerly(String key, String... formerKeys) {
    List<String> names = new ArrayList<>(List.of(key));
    names.addAll(List.of(formerKeys));
    former.addAll(List.of(formerKeys));
    known.add(key);
    children.put(key, below(key, said.child(names.toArray(String[]::new))));
    new FormerKeys(reading).report(said, names);
  }

  @Override
  public ObjectReader object(String... allowedKeys) {
    int reportsBefore = reading.violations().reports();
    readAsMapping = true;
    known.addAll(List.of(allowedKeys));
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
    return known.isEmpty()
        ? "names of your choice, each with what it stands for"
        : "the settings " + UnknownKeys.listed(known);
  }

  @Override
  public void violation(String problem, @Nullable String allowed, @Nullable String hint) {
    if (substitute != null) {
      substitute.violation(problem, allowed, hint);
      return;
    }
    if (unresolved) {
      // What the reference would have given is unknown, so there is nothing more to say of it.
      reading.violations().repeat();
    } else {
      report(shown(), problem, allowed, hint);
    }
  }

  /** Reports that the settings below it were refused together. */
  void refused(IllegalArgumentException refusal) {
    String message = refusal.getMessage();
    violation(
        message == null
            ? "is refused without a reason by its record"
            : "is refused: " + reading.redactor().redact(message),
        null,
        null);
  }

  /** Reports that a rule of the record is broken here. */
  void broken(String problem, @Nullable String allowed, @Nullable String hint) {
    String shownProblem = reading.redactor().redact(problem);
    if (substitute != null && Origin.DEFAULT.equals(substitute.origin())) {
      // Nothing was written that could be pointed at but what it would stand below.
      reading
          .violations()
          .add(
              new Violation(
                  place,
                  path,
                  substitute.shown(),
                  shownProblem + " (this is its default)",
                  redacted(allowed),
                  redacted(hint)));
    } else {
      violation(shownProblem, redacted(allowed), redacted(hint));
    }
  }

  private @Nullable String redacted(@Nullable String text) {
    return text == null ? null : reading.redactor().redact(text);
  }

  /** Reports the members that nobody asked for, here and below. */
  public void reportUnknownKeys() {
    forEach(TrackedNode::reportUnknownKeysHere);
  }

  /** As {@link #reportUnknownKeys}, without what is below it. */
  public void reportUnknownKeysHere() {
    if (readAsMapping) {
      new UnknownKeys(path.equals("connections"), known, hidden, former, reading.violations())
          .report(said);
    }
  }

  /** As {@link #reportUnknownKeys}, for what is below it only. */
  public void reportUnknownKeysBelow() {
    children.values().forEach(TrackedNode::reportUnknownKeys);
    if (elements != null) {
      elements.forEach(TrackedNode::reportUnknownKeys);
    }
  }

  /** Visits this node and those below it that were asked for, defaults included. */
  public void forEach(Consumer<TrackedNode> visitor) {
    if (substitute != null) {
      substitute.forEach(visitor);
      return;
    }
    visitor.accept(this);
    children.values().forEach(child -> child.forEach(visitor));
    if (elements != null) {
      elements.forEach(element -> element.forEach(visitor));
    }
  }

  /** Whether nothing below it was asked for. */
  public boolean isSingle() {
    return children.isEmpty() && (elements == null || elements.isEmpty());
  }

  /** Adds the value here, or that there is none. */
  public void collectEffective(String connection, Collection<EffectiveSetting> settings) {
    if (kind() == Kind.MISSING && isSingle()) {
      settings.add(new EffectiveSetting(connection, path, "(not set)", "optional"));
    } else if (kind() == Kind.SCALAR && isSingle()) {
      String shown = shown();
      settings.add(
          new EffectiveSetting(
              connection, path, shown == null ? "(not shown)" : shown, origin().toString()));
    }
  }

  /** Adds the digest of the value that references gave here, if they did, by path. */
  public void collectDigest(Map<String, String> digests) {
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
    Layered.Layer declaring = said.declaring();
    if (declaring == null) {
      return said.nothingAt() == null ? place : said.nothingAt();
    }
    return declaring.tree() instanceof Tree.Mapping
        ? declaring.nameOrigin()
        : declaring.tree().origin();
  }

  private TrackedNode substitute(Tree tree) {
    if (substitute == null) {
      Layered.Layer layer = new Layered.Layer(path, origin(), tree);
      substitute = new TrackedNode(path, Layered.of(layer), place, hidden, reading);
    }
    return substitute;
  }

  private Tree.@Nullable Scalar scalar() {
    Layered.Layer first = said.first();
    return first != null && first.tree() instanceof Tree.Scalar scalar ? scalar : null;
  }

  private @Nullable String shown() {
    if (secret != null) {
      return secret.reference();
    }
    Tree.Scalar scalar = scalar();
    return scalar == null ? null : ShownText.value(path, scalar.text(), reading.redactor());
  }

  private void refuse(Tree.Scalar scalar, UnresolvedException problem) {
    report(
        ShownText.value(path, scalar.text(), reading.redactor()),
        problem.problem(),
        null,
        problem.hint());
    unresolved = true;
  }

  private void report(
      @Nullable String shown, String problem, @Nullable String allowed, @Nullable String hint) {
    Layered.Layer declaring = said.declaring();
    String where = declaring == null ? path : declaring.path();
    reading.violations().add(new Violation(origin(), where, shown, problem, allowed, hint));
  }
}
