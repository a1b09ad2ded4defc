package dev.connections.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** A constraint of the user's own that is made of others: annotated with them. */
final class ComposedConstraint {

  private static final String META_ANNOTATION = "jakarta.validation.Constraint";
  private static final String OVERRIDE = "jakarta.validation.OverridesAttribute";

  private final Annotations annotations;
  private final TypeElement type;

  ComposedConstraint(Annotations annotations, AnnotationMirror annotation) {
    this.annotations = annotations;
    this.type = (TypeElement) annotation.getAnnotationType().asElement();
  }

  /** Whether classes of its own judge it, which are not called. */
  boolean hasValidators() {
    return annotations
        .find(type, META_ANNOTATION)
        .map(meta -> !annotations.values(meta).list("validatedBy").isEmpty())
        .orElse(true);
  }

  /** Whether its attributes change those of its parts. */
  boolean overridesAttributes() {
    return type.getEnclosedElements().stream()
        .filter(member -> member.getKind() == ElementKind.METHOD)
        .map(Element::getAnnotationMirrors)
        .flatMap(List::stream)
        .map(Annotations::name)
        .anyMatch(name -> name.equals(OVERRIDE) || name.equals(OVERRIDE + ".List"));
  }

  /**
   * What it is made of.
   *
   * @param isConstraint tells constraints from other annotations
   * @param repeated gives the annotations in a container
   */
  List<AnnotationMirror> parts(
      Predicate<AnnotationMirror> isConstraint,
      Function<AnnotationMirror, List<AnnotationMirror>> repeated) {
    List<AnnotationMirror> parts = new ArrayList<>();
    for (AnnotationMirror meta : type.getAnnotationMirrors()) {
      for (AnnotationMirror each : repeated.apply(meta)) {
        if (isConstraint.test(each)) {
          parts.add(each);
        }
      }
    }
    return parts;
  }
}
