package dev.connections.testsupport;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Classes of a package that need each other, directly or through others of their package, and have
 * to be understood together. A nested class counts as part of the one around it.
 *
 * <p>A sealed type and its permitted subclasses are one family, and count as one class: the sealed
 * type names its subclasses only to say that there are no others.
 */
public final class Knots {

  private Knots() {}

  /** The knots of more classes than that: package, number, names. */
  public static List<String> largerThan(int most, Map<String, Map<String, Set<String>>> packages) {
    List<String> tooLarge = new ArrayList<>();
    packages.forEach(
        (name, needs) ->
            knots(needs).stream()
                .filter(knot -> knot.size() > most)
                .forEach(knot -> tooLarge.add(name + ": " + knot.size() + " " + knot)));
    return tooLarge;
  }

  /** For each package, which of its top-level classes need which others of it. */
  public static Map<String, Map<String, Set<String>>> needs(Iterable<JavaClass> types) {
    Map<String, Map<String, Set<String>>> packages = new TreeMap<>();
    for (JavaClass type : types) {
      String from = family(type);
      Set<String> needed =
          packages
              .computeIfAbsent(type.getPackageName(), any -> new TreeMap<>())
              .computeIfAbsent(from, any -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().equals(type.getPackageName()) && !family(target).equals(from)) {
          needed.add(family(target));
        }
      }
    }
    return packages;
  }

  /** The top-level class it belongs to; where that extends a sealed one of its package, that. */
  private static String family(JavaClass type) {
    JavaClass top = type;
    while (top.getEnclosingClass().isPresent()) {
      top = top.getEnclosingClass().get();
    }
    JavaClass parent = top.getRawSuperclass().orElse(null);
    return parent != null
            && isSealed(parent)
            && parent.getPackageName().equals(top.getPackageName())
        ? family(parent)
        : top.getSimpleName();
  }

  private static boolean isSealed(JavaClass type) {
    return type.reflect().isSealed();
  }

  /** The strongly connected components of more than one class: who reaches each other. */
  public static Set<Set<String>> knots(Map<String, Set<String>> needs) {
    Map<String, Set<String>> reached = new HashMap<>();
    needs.keySet().forEach(each -> reached.put(each, reach(each, needs)));
    Set<Set<String>> knots = new LinkedHashSet<>();
    new TreeSet<>(needs.keySet())
        .forEach(
            each -> {
              Set<String> knot = new TreeSet<>(Set.of(each));
              for (String other : reached.getOrDefault(each, Set.of())) {
                if (reached.getOrDefault(other, Set.of()).contains(each)) {
                  knot.add(other);
                }
              }
              if (knot.size() > 1) {
                knots.add(knot);
              }
            });
    return knots;
  }

  private static Set<String> reach(String from, Map<String, Set<String>> needs) {
    Set<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(needs.getOrDefault(from, Set.of()));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (seen.add(next)) {
        open.addAll(needs.getOrDefault(next, Set.of()));
      }
    }
    return seen;
  }
}
