package dev.connections.internal.configuration.document;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.annotations.grammar.SettingKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets variables, properties and code name an element of a list instead of counting: {@code
 * CONNECTIONS__ORDERS_DB__ENDPOINTS__STANDBY__URL} means the element whose {@code name} is {@code
 * standby}.
 */
public final class ElementNames {

  private final Violations violations;

  public ElementNames(Violations violations) {
    this.violations = violations;
  }

  /** What an element is called if it has no name of its own. */
  public static String ofElement(int index) {
    return "endpoint-" + (index + 1);
  }

  /** What is said under a key, names of elements replaced by their indices. */
  public Layered indexed(Layered parent, String key) {
    List<Layered.Layer> written = parent.children(key);
    List<String> names = names(written);
    if (names.isEmpty()) {
      return Layered.of(written);
    }
    List<Layered.Layer> indexed = new ArrayList<>();
    for (Layered.Layer layer : written) {
      if (layer.tree() instanceof Tree.Mapping mapping
          && mapping.matching() == Tree.Matching.LENIENT) {
        add(layer, members(layer, mapping, names, true), mapping, indexed);
        add(layer, members(layer, mapping, names, false), mapping, indexed);
      } else {
        indexed.add(layer);
      }
    }
    return Layered.of(indexed);
  }

  /** The names in the list that counts, in lower case without separators. */
  private static List<String> names(List<Layered.Layer> layers) {
    for (Layered.Layer layer : layers) {
      if (layer.tree() instanceof Tree.Sequence list) {
        List<String> names = new ArrayList<>();
        for (Tree element : list.elements()) {
          Tree.Member name = element instanceof Tree.Mapping mapping ? mapping.find("name") : null;
          names.add(
              name != null && name.value() instanceof Tree.Scalar text
                  ? text.text()
                  : ofElement(names.size()));
        }
        return names;
      }
    }
    return List.of();
  }

  private Map<String, Tree.Member> members(
      Layered.Layer layer, Tree.Mapping mapping, List<String> names, boolean counted) {
    Map<String, Tree.Member> members = new LinkedHashMap<>();
    for (Tree.Member member : mapping.members().values()) {
      if (member.name().matches("\\d{1,4}") == counted) {
        String index = counted ? member.name() : indexOf(layer, member, names);
        if (index != null) {
          members.put(index, new Tree.Member(index, member.origin(), member.value()));
        }
      }
    }
    return members;
  }

  private @Nullable String indexOf(Layered.Layer layer, Tree.Member member, List<String> names) {
    String sought = SettingKeys.normalized(member.name());
    for (int i = 0; i < names.size(); i++) {
      if (SettingKeys.normalized(names.get(i)).equals(sought)) {
        return Integer.toString(i);
      }
    }
    String nearest = NearestName.of(member.name(), names).orElse(null);
    violations.add(
        new Violation(
            member.origin(),
            layer.path() + "." + member.name(),
            null,
            "is the name of no element",
            String.join(", ", names) + ", or an index from 0 on",
            nearest == null ? null : "did you mean " + nearest + "?"));
    return null;
  }

  private static void add(
      Layered.Layer layer,
      Map<String, Tree.Member> members,
      Tree.Mapping mapping,
      List<Layered.Layer> to) {
    if (!members.isEmpty()) {
      Tree tree = new Tree.Mapping(members, mapping.matching(), mapping.origin());
      to.add(new Layered.Layer(layer.path(), layer.nameOrigin(), tree));
    }
  }
}
