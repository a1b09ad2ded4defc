package dev.connections.processor.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Gives each dependency a parameter name that says what it is. */
public final class DependencyNames {

  /** What generated methods call their own parameters, fields and variables. */
  private static final Set<String> TAKEN =
      Set.of("file", "configuration", "type", "id", "lock", "factories", "factory", "provider");

  private DependencyNames() {}

  /** Names in the order given; the same input gives the same names. */
  public static List<NamedDependency> name(Collection<DependencyModel> dependencies) {
    return name(dependencies, Set.of());
  }

  /**
   * The same, next to classes that are written with their packages.
   *
   * @param packages what the names of packages begin with: a parameter of such a name would hide
   *     classes that are written with their package
   */
  public static List<NamedDependency> name(
      Collection<DependencyModel> dependencies, Set<String> packages) {
    Set<String> taken = new HashSet<>(TAKEN);
    taken.addAll(packages);
    List<NamedDependency> named = new ArrayList<>();
    for (DependencyModel dependency : dependencies) {
      named.add(new NamedDependency(Identifiers.take(wanted(dependency), taken), dependency));
    }
    return List.copyOf(named);
  }

  /** {@code @Named("orders") DataSource} gives {@code ordersDataSource}. */
  private static String wanted(DependencyModel dependency) {
    String type = simpleName(dependency.type());
    return dependency
        .qualifier()
        .map(qualifier -> Identifiers.decapitalized(label(qualifier)) + type)
        .orElse(Identifiers.decapitalized(type));
  }

  private static String label(QualifierModel qualifier) {
    if (qualifier.members().size() == 1) {
      String value = qualifier.members().get(0).code().replace("\"", "");
      if (SourceVersion.isIdentifier(value)) {
        return value;
      }
    }
    return qualifier.type().simpleName();
  }

  private static String simpleName(TypeReference type) {
    if (type instanceof TypeReference.OfClass ofClass) {
      return ofClass.rawType().simpleName();
    }
    if (type instanceof TypeReference.OfArray ofArray) {
      return simpleName(ofArray.component()) + "s";
    }
    return "Value";
  }
}
