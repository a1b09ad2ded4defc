package dev.connections.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/** Reads annotations by name: the processor does not depend on the classes it looks for. */
final class Annotations {

  /** What javac gives as the value of a constant or a class that it does not find. */
  private static final String MISSING = "<error>";

  private final Elements elements;

  Annotations(Elements elements) {
    this.elements = elements;
  }

  Optional<AnnotationMirror> find(Element element, String canonicalName) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (name(mirror).equals(canonicalName)) {
        return Optional.of(mirror);
      }
    }
    return Optional.empty();
  }

  static String name(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  /** The values of an annotation, defaults included. */
  Values values(AnnotationMirror mirror) {
    return new Values(elements.getElementValuesWithDefaults(mirror));
  }

  /**
   * Typed access to the values of one annotation. What does not have the expected kind, because the
   * source does not compile, reads as empty.
   */
  record Values(Map<? extends ExecutableElement, ? extends AnnotationValue> byAttribute) {

    Optional<Object> value(String attribute) {
      for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
          byAttribute.entrySet()) {
        if (entry.getKey().getSimpleName().contentEquals(attribute)) {
          return Optional.ofNullable(entry.getValue().getValue())
              .filter(value -> !value.equals(MISSING));
        }
      }
      return Optional.empty();
    }

    /** Whether there is a value of a kind. */
    boolean has(String attribute, Class<?> kind) {
      return value(attribute).filter(kind::isInstance).isPresent();
    }

    String string(String attribute) {
      return value(attribute).filter(String.class::isInstance).map(String.class::cast).orElse("");
    }

    int number(String attribute) {
      return value(attribute).filter(Integer.class::isInstance).map(Integer.class::cast).orElse(0);
    }

    long longNumber(String attribute) {
      return value(attribute).filter(Long.class::isInstance).map(Long.class::cast).orElse(0L);
    }

    boolean flag(String attribute) {
      return value(attribute)
          .filter(Boolean.class::isInstance)
          .map(Boolean.class::cast)
          .orElse(false);
    }

    /** The unwrapped elements of an array. */
    List<Object> list(String attribute) {
      List<Object> unwrapped = new ArrayList<>();
      if (value(attribute).orElse(List.of()) instanceof List<?> values) {
        for (Object element : values) {
          unwrapped.add(element instanceof AnnotationValue value ? value.getValue() : element);
        }
      }
      return unwrapped;
    }

    List<String> strings(String attribute) {
      return list(attribute).stream()
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .filter(text -> !text.equals(MISSING))
          .toList();
    }

    /** Whether there is an array, of texts alone. */
    boolean hasStrings(String attribute) {
      return has(attribute, List.class) && strings(attribute).size() == list(attribute).size();
    }

    /** The names of the constants in an array of an enum. */
    List<String> constants(String attribute) {
      return list(attribute).stream()
          .filter(VariableElement.class::isInstance)
          .map(constant -> ((VariableElement) constant).getSimpleName().toString())
          .toList();
    }
  }
}
