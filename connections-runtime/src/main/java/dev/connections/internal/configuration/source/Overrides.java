package dev.connections.internal.configuration.source;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.document.Violation;
import dev.connections.internal.configuration.document.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns names like {@code CONNECTIONS__ORDERS_DB__POOL__MAX_SIZE} and {@code
 * connections.orders-db.pool.maxSize} into trees shaped like a document.
 */
public final class Overrides {

  /** What our own variables begin with. */
  public static final String VARIABLE_PREFIX = "CONNECTIONS__";

  /** What our own system properties begin with. */
  public static final String PROPERTY_PREFIX = "connections.";

  private final Violations violations;
  private final Branch root = new Branch(Origin.CODE);

  private Overrides(Violations violations) {
    this.violations = violations;
  }

  /** The environment variables that begin with {@code CONNECTIONS__}. */
  public static Tree.Mapping ofVariables(Map<String, String> environment, Violations violations) {
    Overrides overrides = new Overrides(violations);
    for (Map.Entry<String, String> each : new TreeMap<>(environment).entrySet()) {
      String name = each.getKey();
      if (name.regionMatches(true, 0, VARIABLE_PREFIX, 0, VARIABLE_PREFIX.length())) {
        List<String> path = new ArrayList<>();
        for (String level : name.substring(VARIABLE_PREFIX.length()).split("__", -1)) {
          path.add(level.toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        overrides.put(inSection(path), each.getValue(), Origin.variable(name));
      }
    }
    return overrides.root.tree();
  }

  /** The system properties that begin with {@code connections.}, without the profile's. */
  public static Tree.Mapping ofProperties(Map<String, String> properties, Violations violations) {
    Overrides overrides = new Overrides(violations);
    for (Map.Entry<String, String> each : new TreeMap<>(properties).entrySet()) {
      String name = each.getKey();
      if (name.startsWith(PROPERTY_PREFIX) && !name.equals(ProfileChoice.PROPERTY)) {
        List<String> path = List.of(name.substring(PROPERTY_PREFIX.length()).split("\\.", -1));
        overrides.put(inSection(path), each.getValue(), Origin.property(name));
      }
    }
    return overrides.root.tree();
  }

  /** The values set in code, by path as in a document. */
  public static Tree.Mapping ofCode(Map<String, String> values, Violations violations) {
    Overrides overrides = new Overrides(violations);
    for (Map.Entry<String, String> each : values.entrySet()) {
      overrides.put(List.of(each.getKey().split("\\.", -1)), each.getValue(), Origin.CODE);
    }
    return overrides.root.tree();
  }

  /** Names of connections and the section of defaults share one level in variables. */
  private static List<String> inSection(List<String> path) {
    if (path.get(0).equals("defaults")) {
      return path;
    }
    List<String> whole = new ArrayList<>(path.size() + 1);
    whole.add("connections");
    whole.addAll(path);
    return whole;
  }

  private void put(List<String> path, String value, Origin origin) {
    if (path.contains("")) {
      report(origin, path, "has an empty level", "write one name between two separators");
      return;
    }
    Branch branch = root;
    for (String level : path.subList(0, path.size() - 1)) {
      Object next = branch.child(level, origin);
      if (!(next instanceof Branch below)) {
        report(origin, path, "sets something below a setting that is itself set", "remove one");
        return;
      }
      branch = below;
    }
    String last = path.get(path.size() - 1);
    if (!branch.set(last, new Tree.Scalar(value, false, origin))) {
      report(origin, path, "is set twice, or has settings below it that are set", "remove one");
    }
  }

  private void report(Origin origin, List<String> path, String problem, String hint) {
    violations.add(new Violation(origin, String.join(".", path), null, problem, null, hint));
  }

  /** A mapping that is still growing. */
  private static final class Branch {
    private final Origin origin;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Object> children = new LinkedHashMap<>();

    Branch(Origin origin) {
      this.origin = origin;
    }

    /** What is under a name; a new branch if nothing is yet. */
    Object child(String name, Origin childOrigin) {
      String key = SettingKeys.normalized(name);
      names.putIfAbsent(key, name);
      return children.computeIfAbsent(key, any -> new Branch(childOrigin));
    }

    /** Puts a value under a name; false if something is there. */
    boolean set(String name, Tree.Scalar value) {
      String key = SettingKeys.normalized(name);
      names.putIfAbsent(key, name);
      return children.putIfAbsent(key, value) == null;
    }

    Tree.Mapping tree() {
      Map<String, Tree.Member> members = new LinkedHashMap<>();
      for (Map.Entry<String, Object> each : children.entrySet()) {
        String key = each.getKey();
        Tree value =
            each.getValue() instanceof Branch branch
                ? branch.tree()
                : (Tree.Scalar) each.getValue();
        members.put(key, new Tree.Member(names.getOrDefault(key, key), value.origin(), value));
      }
      return new Tree.Mapping(members, Tree.Matching.LENIENT, origin);
    }
  }
}
