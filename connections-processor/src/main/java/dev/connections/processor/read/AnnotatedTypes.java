package dev.connections.processor.read;

import dev.connections.processor.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * What is annotated in a compilation, gathered round by round as names: compiler objects of one
 * round are not to be used in the next.
 */
public final class AnnotatedTypes {

  private final Elements elements;
  private final Set<String> types = new TreeSet<>();
  private final Set<String> registries = new TreeSet<>();
  private final Set<String> sets = new TreeSet<>();
  private final Set<String> sources = new TreeSet<>();

  /** Begins empty. */
  public AnnotatedTypes(Elements elements) {
    this.elements = elements;
  }

  /** Adds what a round brings; gives the names of the annotated types that are new. */
  public List<String> add(RoundEnvironment round) {
    for (TypeElement root : ElementFilter.typesIn(round.getRootElements())) {
      sources.add(root.getQualifiedName().toString());
    }
    List<String> added = new ArrayList<>();
    add(round, Names.CONNECTION_TYPE, types, added);
    add(round, Names.CONNECTION_REGISTRY, registries, added);
    add(round, Names.CONNECTION_SET, sets, added);
    return added;
  }

  private void add(
      RoundEnvironment round, String annotation, Set<String> names, List<String> added) {
    TypeElement type = elements.getTypeElement(annotation);
    if (type == null) {
      return;
    }
    for (TypeElement element : ElementFilter.typesIn(round.getElementsAnnotatedWith(type))) {
      String name = element.getQualifiedName().toString();
      if (names.add(name)) {
        added.add(name);
      }
    }
  }

  /** Whether nothing is annotated. */
  public boolean isEmpty() {
    return types.isEmpty() && registries.isEmpty() && sets.isEmpty();
  }

  /** Whether a class, or the one around it, is compiled here. */
  boolean compiledHere(TypeElement type) {
    TypeElement outermost = type;
    while (outermost.getEnclosingElement() instanceof TypeElement enclosing) {
      outermost = enclosing;
    }
    return sources.contains(outermost.getQualifiedName().toString());
  }

  /** What is annotated {@code @ConnectionType}, by name. */
  List<TypeElement> types() {
    return find(types);
  }

  /** What is annotated {@code @ConnectionRegistry}, by name. */
  List<TypeElement> registries() {
    return find(registries);
  }

  /** What is annotated {@code @ConnectionSet}, by name. */
  List<TypeElement> sets() {
    return find(sets);
  }

  private List<TypeElement> find(Set<String> names) {
    List<TypeElement> found = new ArrayList<>();
    for (String name : names) {
      TypeElement type = elements.getTypeElement(name);
      if (type != null) {
        found.add(type);
      }
    }
    return found;
  }
}
