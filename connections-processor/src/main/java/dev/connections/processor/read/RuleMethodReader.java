package dev.connections.processor.read;

import dev.connections.processor.model.Names;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Finds a record's method {@code validate(Violations)}, inherited ones included. */
final class RuleMethodReader {

  private static final String NAME = "validate";

  private final Elements elements;
  private final Supertypes supertypes;
  private final Problems problems;

  RuleMethodReader(ProcessingEnvironment environment, Problems problems) {
    this.elements = environment.getElementUtils();
    this.supertypes = new Supertypes(environment.getTypeUtils());
    this.problems = problems;
  }

  /** Whether the record has one; methods that were meant to be one are reported. */
  boolean has(TypeElement type, SettingPosition position) {
    List<String> reasons = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
      if (method.getSimpleName().contentEquals(NAME) && isMeant(method)) {
        Optional<String> reason = wrongShape(method);
        if (reason.isEmpty()) {
          return true;
        }
        reasons.add(reason.get());
      }
    }
    for (String reason : reasons) {
      problems.add(
          ProblemCode.RULE_METHOD_NOT_CALLED,
          position.member(type.getQualifiedName().toString(), NAME),
          type.getSimpleName().toString(),
          reason);
    }
    return false;
  }

  /** Other methods of the name are no one's business: constructors like to call theirs so. */
  private static boolean isMeant(ExecutableElement method) {
    return method.getParameters().stream()
        .map(VariableElement::asType)
        .anyMatch(type -> type instanceof DeclaredType declared && isNamedViolations(declared));
  }

  private static boolean isNamedViolations(DeclaredType type) {
    return type.asElement().getSimpleName().contentEquals("Violations");
  }

  private Optional<String> wrongShape(ExecutableElement method) {
    if (method.getModifiers().contains(Modifier.STATIC)) {
      return Optional.of("it is static");
    }
    if (!method.getModifiers().contains(Modifier.PUBLIC)) {
      return Optional.of("it is not public");
    }
    if (method.getReturnType().getKind() != TypeKind.VOID) {
      return Optional.of("it returns something");
    }
    if (!method.getTypeParameters().isEmpty()) {
      return Optional.of("it has type parameters");
    }
    if (method.getParameters().size() != 1) {
      return Optional.of("it has other parameters");
    }
    TypeMirror parameter = method.getParameters().get(0).asType();
    if (!TypeDisplay.erased(parameter).equals(Names.VIOLATIONS)) {
      return Optional.of("its parameter is of the type " + TypeDisplay.erased(parameter));
    }
    return method.getThrownTypes().stream().allMatch(supertypes::isUnchecked)
        ? Optional.empty()
        : Optional.of("it throws a checked exception");
  }
}
