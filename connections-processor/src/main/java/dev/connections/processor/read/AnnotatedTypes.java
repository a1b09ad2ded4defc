package dev.connections.processor.read;

import dev.connections.processor.model.Names;
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
      }
    }
  }

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
