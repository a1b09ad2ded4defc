package dev.connections.internal.configuration.document;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all sources together say at one place. A plain value or list hides what sources of lower
 * precedence say; mappings show through. Immutable.
 *
 * @param layers those that count, the highest first; none if nothing is said
 * @param nothingAt where a name without a value stands, if that is why nothing is said
 */
public record Layered(List<Layer> layers, @Nullable Origin nothingAt) {

  /** Nothing is said. */
  public static final Layered NOTHING = new Layered(List.of(), null);

  private static final int MOST_ELEMENTS = 10_000;

  /**
   * What one source says.
   *
   * @param path where it says it; differs from the place asked for if it is a common default
   * @param nameOrigin where the name of it stands
   */
  public record Layer(String path, Origin nameOrigin, Tree tree) {

    private @Nullable Layer child(String... keys) {
      if (tree instanceof Tree.Mapping mapping) {
        for (String key : keys) {
          Tree.Member member = mapping.find(key);
          if (member != null) {
            return below(key, member);
          }
        }
      }
      return null;
    }

    private Layer below(String key, Tree.Member member) {
      return new Layer(path.isEmpty() ? key : path + "." + key, member.origin(), member.value());
    }
  }

  /** The layers that count of all these, the highest first. */
  public static Layered of(List<Layer> candidates) {
    List<Layer> layers = new ArrayList<>();
    Origin nothingAt = null;
    for (Layer layer : candidates) {
      if (layer.tree() instanceof Tree.Mapping) {
        layers.add(layer);
        continue;
      }
      if (layer.tree() instanceof Tree.Nothing) {
        nothingAt = layers.isEmpty() ? layer.nameOrigin() : null;
      } else if (layers.isEmpty() || isIndexOf(layers, layer)) {
        layers.add(layer);
      }
      break;
    }
    return new Layered(List.copyOf(layers), nothingAt);
  }

  /** The layer alone. */
  public static Layered of(Layer layer) {
    return of(List.of(layer));
  }

  /** These layers, and behind them those of another place. */
  public Layered orElse(Layered others) {
    List<Layer> all = new ArrayList<>(layers);
    all.addAll(others.layers);
    return of(all);
  }

  /** The same, but for one key. */
  public Layered without(String key) {
    List<Layer> others = new ArrayList<>();
    for (Layer layer : layers) {
      others.add(
          layer.tree() instanceof Tree.Mapping mapping
              ? new Layer(layer.path(), layer.nameOrigin(), mapping.without(key))
              : layer);
    }
    return new Layered(List.copyOf(others), nothingAt);
  }

  /**
   * What each layer says under the first of the keys that is there, the highest first, though it
   * may hide the ones below.
   */
  public List<Layer> children(String... keys) {
    List<Layer> children = new ArrayList<>();
    for (Layer layer : layers) {
      Layer child = layer.child(keys);
      if (child != null) {
        children.add(child);
      }
    }
    return children;
  }

  /** The layer that decides; null if nothing is said. */
  public @Nullable Layer first() {
    return layers.isEmpty() ? null : layers.get(0);
  }

  /**
   * Where it was declared: for settings in a group, by the highest document that has the group.
   * What a variable, a property or code says of one of them declares nothing. Null if nothing is
   * said.
   */
  public @Nullable Layer declaring() {
    Layer declaring = first();
    if (declaring != null && declaring.tree() instanceof Tree.Mapping) {
      for (Layer layer : layers) {
        if (layer.tree() instanceof Tree.Mapping mapping
            && mapping.matching() == Tree.Matching.EXACT
            && !mapping.origin().isAssumed()) {
          return layer;
        }
      }
    }
    return declaring;
  }

  /** What it is. */
  public Kind kind() {
    if (layers.isEmpty()) {
      return Kind.MISSING;
    }
    Tree last = layers.get(layers.size() - 1).tree();
    if (last instanceof Tree.Scalar) {
      return Kind.SCALAR;
    }
    return last instanceof Tree.Sequence ? Kind.LIST : Kind.MAPPING;
  }

  /** What is said under a key; in each layer, under the first of the keys that is there. */
  public Layered child(String... keys) {
    return of(children(keys));
  }

  /** The layer that decides what is written under a key; what is only offered does not count. */
  public @Nullable Layer written(String key) {
    for (Layer layer : layers) {
      if (layer.tree() instanceof Tree.Mapping mapping
          && mapping.matching() != Tree.Matching.OFFERED) {
        Layer child = layer.child(key);
        if (child != null) {
          return child;
        }
      }
    }
    return null;
  }

  /** The keys: those of documents in their order, then others. */
  public List<String> keys() {
    Map<String, String> byNormalized = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i).tree() instanceof Tree.Mapping mapping
          && mapping.matching() != Tree.Matching.OFFERED) {
        boolean exact = mapping.matching() == Tree.Matching.EXACT;
        for (Tree.Member member : mapping.members().values()) {
          String normalized = SettingKeys.normalized(member.name());
          String known = byNormalized.putIfAbsent(normalized, member.name());
          if (known == null || (exact && !keys.contains(member.name()))) {
            keys.add(member.name());
          }
        }
      }
    }
    return List.copyOf(keys);
  }

  /**
   * The elements of a list; also the comma-separated parts of a text that comes from a variable,
   * property or code, and what such sources say under the keys 0, 1, 2 and so on.
   */
  public List<Layered> elements() {
    Layer top = first();
    if (top == null) {
      return List.of();
    }
    if (top.tree() instanceof Tree.Scalar scalar) {
      return scalar.origin().givesTextOnly() ? parts(top, scalar) : List.of();
    }
    if (kind() == Kind.MAPPING && !layers.stream().allMatch(Layered::isIndexed)) {
      return List.of();
    }
    List<Layered> elements = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      elements.add(element(i));
    }
    return elements;
  }

  private Layered element(int index) {
    List<Layer> found = new ArrayList<>();
    for (Layer layer : layers) {
      String path = layer.path() + "[" + index + "]";
      if (layer.tree() instanceof Tree.Mapping mapping) {
        Tree.Member member = mapping.find(Integer.toString(index));
        if (member != null) {
          found.add(new Layer(path, member.origin(), member.value()));
        }
      } else if (layer.tree() instanceof Tree.Sequence sequence
          && index < sequence.elements().size()) {
        Tree element = sequence.elements().get(index);
        found.add(new Layer(path, element.origin(), element));
      }
    }
    return of(found);
  }

  private int size() {
    int size = 0;
    for (Layer layer : layers) {
      if (layer.tree() instanceof Tree.Sequence sequence) {
        size = Math.max(size, sequence.elements().size());
      } else if (layer.tree() instanceof Tree.Mapping mapping) {
        for (Tree.Member member : mapping.members().values()) {
          size = Math.max(size, Integer.parseInt(member.name()) + 1);
        }
      }
    }
    return Math.min(size, MOST_ELEMENTS);
  }

  private static List<Layered> parts(Layer layer, Tree.Scalar scalar) {
    if (scalar.text().isBlank()) {
      return List.of();
    }
    List<Layered> parts = new ArrayList<>();
    List<String> texts = Arrays.stream(scalar.text().split(",", -1)).map(String::strip).toList();
    for (String text : texts) {
      String path = layer.path() + "[" + parts.size() + "]";
      Tree part = new Tree.Scalar(text, scalar.verbatim(), scalar.origin());
      parts.add(of(new Layer(path, layer.nameOrigin(), part)));
    }
    return parts;
  }

  private static boolean isIndexOf(List<Layer> layers, Layer list) {
    return list.tree() instanceof Tree.Sequence && layers.stream().allMatch(Layered::isIndexed);
  }

  private static boolean isIndexed(Layer layer) {
    return layer.tree() instanceof Tree.Mapping mapping
        && mapping.matching() == Tree.Matching.LENIENT
        && !mapping.members().isEmpty()
        && mapping.members().values().stream().allMatch(each -> each.name().matches("\\d{1,4}"));
  }
}
