package dev.connections.processor.read;

import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/**
 * Writes the value of an annotation as source code, with full names; compilers differ in theirs.
 */
final class AnnotationCode extends SimpleAnnotationValueVisitor14<String, Void> {

  private final Elements elements;

  AnnotationCode(Elements elements) {
    this.elements = elements;
  }

  String of(AnnotationValue value) {
    return value.accept(this, null);
  }

  @Override
  protected String defaultAction(Object constant, Void none) {
    return elements.getConstantExpression(constant);
  }

  @Override
  public String visitType(TypeMirror type, Void none) {
    return TypeReferences.of(type).text() + ".class";
  }

  @Override
  public String visitEnumConstant(VariableElement constant, Void none) {
    return TypeReferences.of(constant.asType()).text() + "." + constant.getSimpleName();
  }

  @Override
  public String visitAnnotation(AnnotationMirror annotation, Void none) {
    return annotation.getElementValues().entrySet().stream()
        .map(entry -> entry.getKey().getSimpleName() + " = " + of(entry.getValue()))
        .collect(Collectors.joining(", ", "@" + Annotations.name(annotation) + "(", ")"));
  }

  @Override
  public String visitArray(List<? extends AnnotationValue> values, Void none) {
    return values.stream().map(this::of).collect(Collectors.joining(", ", "{", "}"));
  }
}
