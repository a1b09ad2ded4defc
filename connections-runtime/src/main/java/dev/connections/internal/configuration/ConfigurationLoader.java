package dev.connections.internal.configuration;

import dev.connections.ConnectionsConfiguration;
import dev.connections.ConnectionsConfiguration.Document;
import dev.connections.internal.configuration.common.Assumptions;
import dev.connections.internal.configuration.common.CommonDefaults;
import dev.connections.internal.configuration.document.ConnectionNames;
import dev.connections.internal.configuration.document.DocumentParser;
import dev.connections.internal.configuration.document.DocumentText;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.document.Violations;
import dev.connections.internal.configuration.node.Notes;
import dev.connections.internal.configuration.node.Reading;
import dev.connections.internal.configuration.node.SettingText;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.internal.configuration.secret.ReadingHistory;
import dev.connections.internal.configuration.secret.References;
import dev.connections.internal.configuration.secret.SecretRedactor;
import dev.connections.internal.configuration.source.BuiltInProfile;
import dev.connections.internal.configuration.source.LookAlikes;
import dev.connections.internal.configuration.source.Overrides;
import dev.connections.internal.configuration.source.PlatformVariables;
import dev.connections.internal.configuration.source.ProfileChoice;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Follows a recipe: reads its documents, chooses the profile, lays the overrides over them. */
public final class ConfigurationLoader {

  private static final String NAMED_CONNECTIONS = "a name for each connection, its settings below";

  private final ConnectionsConfiguration recipe;
  private final Violations violations = new Violations();
  private final Reading reading;

  private ConfigurationLoader(ConnectionsConfiguration recipe, ReadingHistory history) {
    this.recipe = recipe;
    SecretRedactor redactor = history.secrets();
    References references =
        new References(recipe.environment(), recipe.secretResolver().orElse(null), history);
    this.reading =
        new Reading(
            violations, new SettingText(references, redactor), redactor, new Notes(history));
  }

  /**
   * Reads everything that a recipe names, each time: files and what references refer to. What is
   * wrong is not thrown here, but with everything that binding finds by {@link
   * LoadedConfiguration#finish()}.
   */
  public static LoadedConfiguration load(ConnectionsConfiguration recipe) {
    return load(recipe, new ReadingHistory());
  }

  /** The same, where it may not be the first reading. */
  public static LoadedConfiguration load(ConnectionsConfiguration recipe, ReadingHistory history) {
    return new ConfigurationLoader(recipe, history).load();
  }

  private LoadedConfiguration load() {
    List<Tree.Mapping> documents = documents();
    boolean allReadable = documents.size() == recipe.documents().size();
    List<Tree.Mapping> lowestFirst = new ArrayList<>(documents);
    ProfileChoice profile = ProfileChoice.of(recipe);
    // Where a document is unreadable, who knows which profiles and connections it would have named?
    if (allReadable) {
      lowestFirst.addAll(new Profiles(reading).sections(documents, profile));
    }
    Origin place = Origin.document(0, documentNames());
    Tree.Mapping code = Overrides.ofCode(recipe.values(), violations);
    Layered declared = root(with(lowestFirst, code), place).child("connections");
    List<String> names = new ConnectionNames(violations).in(declared);
    PlatformVariables platform = new PlatformVariables(recipe.environment(), names);
    if (allReadable) {
      lowestFirst.add(platform.offeredTo(declared));
      lowestFirst.add(Overrides.ofVariables(recipe.environment(), violations));
      lowestFirst.add(Overrides.ofProperties(recipe.systemProperties(), violations));
      lowestFirst.add(code);
    }
    for (String note : platform.notes()) {
      reading.notes().inform(note);
    }
    TrackedNode root = outline(root(lowestFirst, place), place);
    Assumptions assumptions =
        new Assumptions(profile == null ? null : BuiltInProfile.of(profile), reading);
    CommonDefaults defaults = new CommonDefaults(root.child("defaults").orEmpty(), assumptions);
    return new LoadedConfiguration(
        documentNames(),
        allReadable ? names : null,
        connections(root, names, defaults),
        defaults,
        new VariableNotes(
            platform,
            new LookAlikes(recipe.environment(), recipe.systemProperties(), names),
            reading),
        reading);
  }

  private List<Tree.Mapping> documents() {
    if (recipe.documents().isEmpty()) {
      return List.of(); // and the library for them is not loaded
    }
    List<Tree.Mapping> trees = new ArrayList<>();
    DocumentText texts = new DocumentText(violations);
    DocumentParser parser = new DocumentParser(violations);
    int index = 0;
    for (Document document : recipe.documents()) {
      Origin origin = Origin.document(index++, document.name());
      String text = texts.read(document, origin);
      Tree.Mapping tree = text == null ? null : parser.parse(text, origin);
      if (tree != null) {
        trees.add(tree);
      }
    }
    return trees;
  }

  private TrackedNode outline(Layered said, Origin place) {
    TrackedNode root = new TrackedNode("", said, place, Set.of(), reading).orEmpty();
    root.object("connections", "defaults", "profiles", "$schema");
    root.reportUnknownKeysHere();
    return root;
  }

  private List<ConfiguredConnection> connections(
      TrackedNode root, List<String> names, CommonDefaults defaults) {
    TrackedNode connections = root.child("connections");
    if (connections.kind() == Kind.MISSING) {
      if (violations.all().isEmpty()) {
        connections.violation("is missing", NAMED_CONNECTIONS, null);
      }
      return List.of();
    }
    if (connections.kind() != Kind.MAPPING) {
      connections.violation(
          connections.kind() == Kind.LIST ? "is a list" : "is a single value",
          NAMED_CONNECTIONS,
          "write each as 'orders-db:', with its type and settings indented below");
      return List.of();
    }
    connections.object(names.toArray(new String[0]));
    ConnectionIds ids = new ConnectionIds();
    List<ConfiguredConnection> configured = new ArrayList<>();
    for (String name : names) {
      ConfiguredConnection connection =
          ConfiguredConnection.of(name, connections.child(name), defaults, reading);
      if (connection != null) {
        ids.check(connection);
        configured.add(connection);
      }
    }
    connections.reportUnknownKeysHere();
    return configured;
  }

  private String documentNames() {
    List<String> names = new ArrayList<>();
    for (Document document : recipe.documents()) {
      names.add(document.name());
    }
    return names.isEmpty() ? "configuration" : String.join(", ", names);
  }

  private static Layered root(List<Tree.Mapping> lowestFirst, Origin place) {
    List<Layered.Layer> layers = new ArrayList<>();
    for (Tree.Mapping tree : lowestFirst) {
      layers.add(new Layered.Layer("", place, tree));
    }
    Collections.reverse(layers);
    return Layered.of(layers);
  }

  private static List<Tree.Mapping> with(List<Tree.Mapping> trees, Tree.Mapping another) {
    List<Tree.Mapping> all = new ArrayList<>(trees);
    all.add(another);
    return all;
  }
}
