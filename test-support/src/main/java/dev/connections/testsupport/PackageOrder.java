package dev.connections.testsupport;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order of packages: each may refer to itself and to those before it, so there are no cycles.
 *
 * @param root what the names of all packages begin with that need a place in the order
 * @param order the packages
 */
public record PackageOrder(String root, List<String> order) {

  /** Fails if a class refers to a package after its own, or to one without a place. */
  public void check(JavaClasses classes) {
    for (int place = 0; place < order.size(); place++) {
      String[] allowed = order.subList(0, place + 1).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(order.get(place))
          .should()
          .dependOnClassesThat(
              resideInAPackage(root + "..")
                  .and(DescribedPredicate.not(resideInAnyPackage(allowed))))
          .allowEmptyShould(true) // a package may hold nothing but its package-info
          .check(classes);
    }
  }

  /** The packages that the classes are in. */
  public static Set<String> packages(JavaClasses classes) {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : classes) {
      packages.add(type.getPackageName());
    }
    return packages;
  }
}
