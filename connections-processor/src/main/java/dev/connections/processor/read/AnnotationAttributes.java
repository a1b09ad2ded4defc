package dev.connections.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** The attributes of an annotation, defaults included; neutral values where the code is broken. */
final class AnnotationAttributes {

  private final Elements elements;
  private final AnnotationMirror annotation;

  AnnotationAttributes(Elements elements, AnnotationMirror annotation) {
    this.elements = elements;
    this.annotation = annotation;
  }

  String text(String attribute) {
    return value(attribute) instanceof String text ? text : "";
  }

  boolean flag(String attribute) {
    return value(attribute) instanceof Boolean flag && flag;
  }

  Number number(String attribute) {
    return value(attribute) instanceof Number number ? number : 0;
  }

  /** The names of the constants in an array of enum constants. */
  List<String> constants(String attribute) {
    List<String> names = new ArrayList<>();
    for (Object element : elementsOf(attribute)) {
      if (element instanceof VariableElement constant) {
        names.add(constant.getSimpleName().toString());
      }
    }
    return names;
  }

  /** The annotations in it if it is the container of a repeated one; otherwise it alone. */
  List<AnnotationMirror> repeated() {
    if (!ComponentAnnotations.typeOf(annotation).getSimpleName().contentEquals("List")) {
      return List.of(annotation);
    }
    List<AnnotationMirror> contained = new ArrayList<>();
    for (Object element : elementsOf("value")) {
      if (element instanceof AnnotationMirror mirror) {
        contained.add(mirror);
      }
    }
    return contained.isEmpty() ? List.of(annotation) : contained;
  }

  private List<Object> elementsOf(String attribute) {
    List<Object> values = new ArrayList<>();
    if (value(attribute) instanceof List<?> list) {
      for (Object element : list) {
        values.add(element instanceof AnnotationValue value ? value.getValue() : element);
      }
    }
    return values;
  }

  private @Nullable Object value(String attribute) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        elements.getElementValuesWithDefaults(annotation).entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(attribute)) {
        return entry.getValue().getValue();
      }
    }
    return null;
  }
}
