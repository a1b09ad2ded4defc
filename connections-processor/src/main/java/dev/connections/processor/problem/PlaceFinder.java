package dev.connections.processor.problem;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Finds the compiler objects of this round that a {@link Place} names. */
final class PlaceFinder {

  private final Elements elements;

  PlaceFinder(Elements elements) {
    this.elements = elements;
  }

  /** As much of a place as still exists; the order says where among its siblings it stands. */
  record Found(
      @Nullable Element element,
      @Nullable AnnotationMirror annotation,
      @Nullable AnnotationValue value,
      int order) {}

  Found find(Place place) {
    TypeElement type = place.type() == null ? null : elements.getTypeElement(place.type());
    if (type == null) {
      return new Found(null, null, null, -1);
    }
    List<? extends Element> members = type.getEnclosedElements();
    Element element = type;
    int order = -1;
    for (int i = 0; i < members.size() && place.member() != null; i++) {
      // Of a record component and its field, the field: javac knows no position of the component.
      if (members.get(i).getSimpleName().contentEquals(place.member())
          && (order < 0 || members.get(i).getKind() == ElementKind.FIELD)) {
        element = members.get(i);
        order = i;
      }
    }
    AnnotationMirror annotation = annotation(element, place.annotation());
    AnnotationValue value = annotation == null ? null : value(annotation, place);
    return new Found(element, annotation, value, order);
  }

  private static @Nullable AnnotationMirror annotation(Element element, @Nullable String name) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (name != null && type.getQualifiedName().contentEquals(name)) {
        return mirror;
      }
    }
    return null;
  }

  private static @Nullable AnnotationValue value(AnnotationMirror annotation, Place place) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      String attribute = place.attribute();
      if (attribute == null || !entry.getKey().getSimpleName().contentEquals(attribute)) {
        continue;
      }
      if (place.index() >= 0 && entry.getValue().getValue() instanceof List<?> values) {
        if (place.index() < values.size()
            && values.get(place.index()) instanceof AnnotationValue value) {
          return value;
        }
      }
      return entry.getValue();
    }
    return null;
  }
}
