package dev.connections.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The types of a compilation that have one annotation, gathered round by round as names: compiler
 * objects of one round are not to be used in the next.
 */
public final class AnnotatedTypes {

  private final Elements elements;
  private final String annotation;
  private final Set<String> names = new TreeSet<>();

  /** Begins empty. */
  public AnnotatedTypes(Elements elements, String annotation) {
    this.elements = elements;
    this.annotation = annotation;
  }

  /** Adds what a round brings; gives the names that are new, sorted. */
  public List<String> add(RoundEnvironment round) {
    TypeElement type = elements.getTypeElement(annotation);
    Set<String> added = new TreeSet<>();
    if (type != null) {
      for (TypeElement element : ElementFilter.typesIn(round.getElementsAnnotatedWith(type))) {
        String name = element.getQualifiedName().toString();
        if (names.add(name)) {
          added.add(name);
        }
      }
    }
    return List.copyOf(added);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** The names of all, sorted. */
  Set<String> names() {
    return names;
  }

  /** All, by name. */
  public List<TypeElement> elements() {
    return find(names);
  }

  /** The types of these names, in this order. */
  public List<TypeElement> find(Iterable<String> canonicalNames) {
    List<TypeElement> found = new ArrayList<>();
    for (String name : canonicalNames) {
      TypeElement type = elements.getTypeElement(name);
      if (type != null) {
        found.add(type);
      }
    }
    return found;
  }
}
