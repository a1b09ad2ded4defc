package dev.connections.processor.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * The annotations of a record component, wherever the compiler has put them: depending on its
 * targets, an annotation written on a component is on the component, its field, its accessor or its
 * type, and which of these can be seen in a class file differs between compilers.
 */
final class ComponentAnnotations {

  private final Map<String, AnnotationMirror> byName = new LinkedHashMap<>();

  private ComponentAnnotations() {}

  static ComponentAnnotations of(TypeElement type, RecordComponentElement component) {
    ComponentAnnotations annotations = new ComponentAnnotations();
    annotations.add(component);
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.FIELD
          && member.getSimpleName().contentEquals(component.getSimpleName())) {
        annotations.add(member);
        annotations.add(member.asType());
      }
    }
    ExecutableElement accessor = component.getAccessor();
    if (accessor != null) {
      annotations.add(accessor);
      annotations.add(accessor.getReturnType());
    }
    annotations.add(component.asType());
    annotations.addParameter(type, component);
    return annotations;
  }

  /** All of them, each type once. */
  List<AnnotationMirror> all() {
    return List.copyOf(byName.values());
  }

  /** The one of a type. */
  Optional<AnnotationMirror> find(String qualifiedName) {
    return Optional.ofNullable(byName.get(qualifiedName));
  }

  /**
   * The parameter of the canonical constructor, found by the types, since class files do not always
   * know names. That it may be null says nothing about the component: the constructor may replace
   * it.
   */
  private void addParameter(TypeElement type, RecordComponentElement component) {
    List<String> expected = displays(type.getRecordComponents());
    int index = type.getRecordComponents().indexOf(component);
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (displays(constructor.getParameters()).equals(expected)) {
        for (AnnotationMirror mirror :
            constructor.getParameters().get(index).getAnnotationMirrors()) {
          if (!Annotations.name(mirror).endsWith(".Nullable")) {
            byName.putIfAbsent(Annotations.name(mirror), mirror);
          }
        }
      }
    }
  }

  private static List<String> displays(List<? extends Element> elements) {
    return elements.stream().map(each -> TypeDisplay.of(each.asType())).toList();
  }

  private void add(AnnotatedConstruct annotated) {
    for (AnnotationMirror mirror : annotated.getAnnotationMirrors()) {
      byName.putIfAbsent(Annotations.name(mirror), mirror);
    }
  }
}
