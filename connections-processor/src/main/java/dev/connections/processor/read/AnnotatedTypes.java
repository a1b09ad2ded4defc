package dev.connections.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
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
<<<<<<< HEAD
    TypeElement type = elements.getTypeElement(annotation);
    Set<String> added = new TreeSet<>();
    if (type != null) {
      for (TypeElement element : ElementFilter.typesIn(round.getElementsAnnotatedWith(type))) {
        String name = element.getQualifiedName().toString();
        if (names.add(name)) {
          added.add(name);
        }
=======
    for (TypeElement root : ElementFilter.typesIn(round.getRootElements())) {
      sources.add(root.getQualifiedName().toString());
    }
    Set<TypeElement> annotated = annotated(round);
    List<String> added = new ArrayList<>();
    add(annotated, Names.CONNECTION_TYPE, types, added);
    add(annotated, Names.CONNECTION_REGISTRY, registries, added);
    add(annotated, Names.CONNECTION_SET, sets, added);
    return added;
  }

  /** One search for all annotations: the compiler goes through everything for each. */
  private Set<TypeElement> annotated(RoundEnvironment round) {
    TypeElement[] annotations =
        Stream.of(Names.CONNECTION_TYPE, Names.CONNECTION_REGISTRY, Names.CONNECTION_SET)
            .map(elements::getTypeElement)
            .filter(Objects::nonNull)
            .toArray(TypeElement[]::new);
    return ElementFilter.typesIn(round.getElementsAnnotatedWithAny(annotations));
  }

  private static void add(
      Set<TypeElement> annotated, String annotation, Set<String> names, List<String> added) {
    for (TypeElement element : annotated) {
      String name = element.getQualifiedName().toString();
      if (has(element, annotation) && names.add(name)) {
        added.add(name);
>>>>>>> bench
      }
    }
    return List.copyOf(added);
  }

<<<<<<< HEAD
  /** Whether there is none. */
=======
  private static boolean has(TypeElement element, String annotation) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(annotation)) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing is annotated. */
>>>>>>> bench
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Whether a type of this name is among them. */
  public boolean contains(String canonicalName) {
    return names.contains(canonicalName);
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
