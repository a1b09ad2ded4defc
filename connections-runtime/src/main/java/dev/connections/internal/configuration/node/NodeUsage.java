package dev.connections.internal.configuration.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was asked for at one node: its keys, and the nodes below it. Used by one thread.
 *
 * @param <N> the nodes
 */
final class NodeUsage<N> {

  /** Empty until something is put in: most nodes are plain values, and there are many. */
  private Map<String, N> children = Map.of();

  private Set<String> known = Set.of();
  private Set<String> former = Set.of();
  private @Nullable List<N> elements;
  private boolean mapping;

  /** Keys that whoever reads it as a mapping knows. */
  void asksFor(Collection<String> keys) {
    mapping = true;
    knows(keys);
  }

  /** A key was asked for that was not before; gives its node. */
  N child(String key, N node) {
    mapping = true;
    knows(List.of(key));
    put(key, node);
    return node;
  }

  private void knows(Collection<String> keys) {
    if (known.isEmpty()) {
      known = new LinkedHashSet<>();
    }
    known.addAll(keys);
  }

  private void put(String key, N node) {
    if (children.isEmpty()) {
      children = new LinkedHashMap<>();
    }
    children.put(key, node);
  }

  /** The node of a key that was asked for; null if it was not. */
  @Nullable N childRead(String key) {
    return children.get(key);
  }

  /** A key that can be written under former ones, and what is said under any of them. */
  void renamed(String key, List<String> formerKeys, N node) {
    knows(List.of(key));
    former = new LinkedHashSet<>(former);
    former.addAll(formerKeys);
    put(key, node);
  }

  /** The nodes of a list; null if they were not asked for. */
  @Nullable List<N> elements() {
    return elements;
  }

  /** The nodes of a list that is asked for. */
  void hasElements(List<N> nodes) {
    elements = nodes;
  }

  /** The nodes below it that were asked for. */
  List<N> below() {
    List<N> below = new ArrayList<>(children.values());
    if (elements != null) {
      below.addAll(elements);
    }
    return below;
  }

  /** Whether it was read as a mapping, so that other keys are unknown. */
  boolean isMapping() {
    return mapping;
  }

  /** The keys that were asked for. */
  Set<String> known() {
    return known;
  }

  /** Keys that are accepted, but not proposed. */
  Set<String> former() {
    return former;
  }
}
