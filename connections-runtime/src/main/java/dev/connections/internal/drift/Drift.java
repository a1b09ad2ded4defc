package dev.connections.internal.drift;

import dev.connections.annotations.grammar.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the libraries that are there differ from the registries in use.
 *
 * @param differences each sorted by the name of the registry
 * @param unreadable the resources of libraries that cannot be understood, each with its place and
 *     the reason
 */
public record Drift(List<Difference> differences, List<String> unreadable) {

  /**
   * Compares.
   *
   * @param loaders where to look for libraries
   * @param inUse the canonical names of the registries in use, with all that they include
   * @param leftOut those of the registries that are not included on purpose
   */
  public static Drift of(
      Collection<ClassLoader> loaders, Collection<String> inUse, Collection<String> leftOut) {
    LibrarySearch search = new LibrarySearch();
    loaders.forEach(search::in);
    Set<String> notThere = new TreeSet<>(leftOut);
    notThere.removeAll(search.registries());
    List<Difference> differences = new ArrayList<>();
    for (String registry : search.registries()) {
      Collection<String> places = search.places(registry);
      if (inUse.contains(registry)) {
        if (places.size() > 1) {
          differences.add(severalTimes(registry, places));
        }
      } else if (!leftOut.contains(registry)) {
        differences.add(
            notIncluded(registry, places, inUse, NearestName.of(registry, notThere).orElse(null)));
      }
    }
    return new Drift(List.copyOf(differences), List.copyOf(search.unreadable()));
  }

  private static Difference severalTimes(String registry, Collection<String> places) {
    return new Difference(
        "the library registry "
            + registry
            + " is there "
            + places.size()
            + " times: "
            + String.join(" and ", places),
        "keep one version of the library; which of them is used depends on their order");
  }

  private static Difference notIncluded(
      String registry,
      Collection<String> places,
      Collection<String> inUse,
      @Nullable String leftOutAndNear) {
    return new Difference(
        "the library registry "
            + registry
            + " is there, in "
            + String.join(" and ", places)
            + ", but is not among those in use ("
            + (inUse.isEmpty() ? "none" : String.join(", ", inUse))
            + ")",
        "include it with @ConnectionRegistry(include = {…, "
            + registry
            + ".class}), or leave it out on purpose with driftCheck(…, \""
            + registry
            + "\")"
            + (leftOutAndNear == null
                ? ""
                : "; \"" + leftOutAndNear + "\", which is left out, is not there"));
  }
}
