package dev.connections.processor.model;

import java.util.List;

/**
 * The name of a class, its package kept apart from its enclosing classes.
 *
 * @param packageName the package; empty for the unnamed one
 * @param simpleNames the outermost class first, the class itself last
 */
public record ClassReference(String packageName, List<String> simpleNames)
    implements Comparable<ClassReference> {

  /** Takes a copy. */
  public ClassReference {
    simpleNames = List.copyOf(simpleNames);
  }

  /** A top-level class. */
  public static ClassReference of(String packageName, String simpleName) {
    return new ClassReference(packageName, List.of(simpleName));
  }

  /** The class that {@link #encoded()} wrote. */
  public static ClassReference decoded(String text) {
    int slash = text.indexOf('/');
    List<String> names = List.of(text.substring(slash + 1).split("\\."));
    return new ClassReference(slash < 0 ? "" : text.substring(0, slash), names);
  }

  /** As class files keep it, such as {@code com.acme/Outer.Inner}: a name alone is ambiguous. */
  public String encoded() {
    String nested = String.join(".", simpleNames);
    return packageName.isEmpty() ? nested : packageName + "/" + nested;
  }

  /** As it is written in source code, such as {@code com.acme.Outer.Inner}. */
  public String canonicalName() {
    String nested = String.join(".", simpleNames);
    return packageName.isEmpty() ? nested : packageName + "." + nested;
  }

  /** What its package begins with, such as {@code com}; empty for the unnamed one. */
  public String rootPackage() {
    return packageName.split("\\.", 2)[0];
  }

  /** Its own name, such as {@code Inner}. */
  public String simpleName() {
    return simpleNames.get(simpleNames.size() - 1);
  }

  /** The names joined for the name of a class that goes with it, such as {@code Outer_Inner}. */
  public String flatName() {
    return String.join("_", simpleNames);
  }

  /** A top-level class in the same package. */
  public ClassReference sibling(String simpleName) {
    return of(packageName, simpleName);
  }

  /** The class that binds a record. */
  public ClassReference binderName() {
    return sibling(flatName() + "Binder");
  }

  /** The class that is generated next to a connection type that only a comment describes. */
  public ClassReference descriptionName() {
    return sibling(flatName() + "Description");
  }

  /** The class that announces a connection type whose parts do not exist yet. */
  public ClassReference awaitedName() {
    return sibling(flatName() + "Awaited");
  }

  @Override
  public int compareTo(ClassReference other) {
    return canonicalName().compareTo(other.canonicalName());
  }

  /** The canonical name. */
  @Override
  public String toString() {
    return canonicalName();
  }
}
