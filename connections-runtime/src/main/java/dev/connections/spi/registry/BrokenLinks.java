package dev.connections.spi.registry;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.RegistryLinkError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says which links of a registry are broken. Apart from {@link RegistryLinks}, so that nothing of
 * it is loaded where none is.
 */
final class BrokenLinks {

  /** The entry that stands for what is not a type: the parameters of the method {@code source}. */
  private static final String SOURCE = "source()";

  private final String included;
  private final Map<String, String> actual;
  private final Map<String, String> expected;

  private BrokenLinks(String included, String actual, String expected) {
    this.included = included;
    this.actual = byName(actual);
    this.expected = byName(expected);
  }

  /**
   * Throws an error that names every broken link. Does nothing if only the order of the entries is
   * another one.
   *
   * @throws RegistryLinkError if a link is broken
   */
  static void report(String registry, String included, String actual, String expected) {
    List<String> broken = new BrokenLinks(included, actual, expected).all();
    if (!broken.isEmpty()) {
      throw new RegistryLinkError(
          Diagnosis.of(
                  registry,
                  "it was compiled against another version of "
                      + included
                      + " than the one that is there\n  "
                      + String.join("\n  ", broken))
              .nextStep(
                  "Recompile what has "
                      + registry
                      + " against the library that is there now, or put the library's former"
                      + " version back.")
              .build());
    }
  }

  private List<String> all() {
    List<String> broken = new ArrayList<>();
    for (Map.Entry<String, String> link : expected.entrySet()) {
      String found = actual.get(link.getKey());
      if (link.getKey().equals(SOURCE)) {
        if (!link.getValue().equals(found)) {
          broken.add("its source(…) has other parameters: its factories need other dependencies");
        }
      } else if (found == null) {
        broken.add(gone(link.getKey()));
      } else if (!found.equals(link.getValue())) {
        broken.add(
            "'"
                + link.getKey()
                + "' has changed in what is linked to (id, constant, connection type,"
                + " configuration type or dependencies): "
                + link.getValue()
                + " was expected, "
                + found
                + " is there");
      }
    }
    return broken;
  }

  private String gone(String name) {
    Set<String> types = new TreeSet<>(actual.keySet());
    types.remove(SOURCE);
    String nearest = NearestName.of(name, types).orElse(null);
    return "'"
        + name
        + "' is not a type of "
        + included
        + " any more ("
        + (types.isEmpty() ? "it has none" : "it has " + String.join(", ", types))
        + ")"
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
  }

  private static Map<String, String> byName(String links) {
    Map<String, String> byName = new TreeMap<>();
    for (String link : links.split(" ", -1)) {
      if (!link.isEmpty()) {
        int equals = link.indexOf('=');
        byName.put(
            equals < 0 ? link : link.substring(0, equals),
            equals < 0 ? "nothing" : link.substring(equals + 1));
      }
    }
    return byName;
  }
}
