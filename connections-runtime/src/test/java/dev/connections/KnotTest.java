package dev.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
import org.junit.jupiter.api.Test;

/**
 * No package of the runtime has a knot of more than {@link #LARGEST} classes: so many at most need
 * each other, directly or through others of their package, and have to be understood together. A
 * nested class counts as part of the one around it. Proved from the byte code.
 *
 * <p>A sealed type and its permitted subclasses are one family, and count as one class: the sealed
 * type names its subclasses only to say that there are no others. (In {@code
 * dev.connections.failure}, every exception needs the sealed one, which needs every exception.)
 */
class KnotTest {

  private static final int LARGEST = 6;

  @Test
  void noPackageHasAKnotOfMoreThanSixClasses() {
    Map<String, Map<String, Set<String>>> packages =
        needs(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/test-support/"))
                .importPackages("dev.connections"));
    List<String> tooLarge = new ArrayList<>();

    packages.forEach(
        (name, needs) ->
            knots(needs).stream()
                .filter(knot -> knot.size() > LARGEST)
                .forEach(knot -> tooLarge.add(name + ": " + knot.size() + " " + knot)));

    assertThat(packages).containsKeys("dev.connections.internal.call", "dev.connections.failure");
    assertThat(tooLarge).isEmpty();
  }

  @Test
  void aKnotIsFoundAlsoThroughOthersAndNestedClassesAndAFamilyCountsOnce() {
    Map<String, Set<String>> found =
        needs(
                new ClassFileImporter()
                    .importClasses(KnotTest.class, ArchitectureTest.class, FailureCodes.class))
            .get("dev.connections");

    assertThat(found).containsKeys("KnotTest", "ArchitectureTest");
    assertThat(
            knots(
                Map.of(
                    "A", Set.of("B"), "B", Set.of("C"), "C", Set.of("A", "D"), "D", Set.of("E"))))
        .containsExactly(Set.of("A", "B", "C"));
    assertThat(
            needs(new ClassFileImporter().importPackages("dev.connections.failure"))
                .get("dev.connections.failure"))
        .containsKey("ConnectionException")
        .doesNotContainKey("TransientConnectionException");
  }

  /** For each package, which of its top-level classes need which others of it. */
  private static Map<String, Map<String, Set<String>>> needs(Iterable<JavaClass> types) {
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
  private static Set<Set<String>> knots(Map<String, Set<String>> needs) {
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
