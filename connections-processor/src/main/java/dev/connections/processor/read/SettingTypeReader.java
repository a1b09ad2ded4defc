package dev.connections.processor.read;

import dev.connections.processor.model.OptionalForm;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.model.Visibility;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Finds out what a setting holds. What is not supported is reported, and nothing returned. */
final class SettingTypeReader {

  private final RecordReader records;
  private final Problems problems;
  private final String packageName;

  SettingTypeReader(RecordReader records, Problems problems, String packageName) {
    this.records = records;
    this.problems = problems;
    this.packageName = packageName;
  }

  Optional<SettingType> read(
      RecordComponentElement component,
      ComponentAnnotations annotations,
      SettingPosition position) {
    boolean nullable =
        annotations.all().stream()
            .map(annotation -> annotation.getAnnotationType().asElement())
            .anyMatch(annotation -> annotation.getSimpleName().contentEquals("Nullable"));
    if (nullable) {
      problems.add(ProblemCode.NULLABLE_SETTING, position.place(), position.display());
      return Optional.empty();
    }
    return switch (TypeDisplay.erased(component.asType())) {
      case "java.util.Optional" ->
          argument(component.asType(), 0, position)
              .map(value -> new SettingType.OptionalOf(value, OptionalForm.OBJECT));
      case "java.util.OptionalInt" -> optional(ScalarKind.INTEGER, OptionalForm.INT);
      case "java.util.OptionalLong" -> optional(ScalarKind.LONG, OptionalForm.LONG);
      case "java.util.OptionalDouble" -> optional(ScalarKind.DOUBLE, OptionalForm.DOUBLE);
      default -> value(component.asType(), position);
    };
  }

  private static Optional<SettingType> optional(ScalarKind kind, OptionalForm form) {
    return Optional.of(new SettingType.OptionalOf(new SettingType.Scalar(kind), form));
  }

  private Optional<SettingType> value(TypeMirror type, SettingPosition position) {
    Optional<ScalarKind> scalar = ScalarTypes.kindOf(type);
    if (scalar.isPresent()) {
      return scalar.map(SettingType.Scalar::new);
    }
    if (type.getKind() == TypeKind.ERROR) {
      // The compiler says so itself.
      return Optional.empty();
    }
    return switch (TypeDisplay.erased(type)) {
      case "java.util.List" -> argument(type, 0, position).map(SettingType.ListOf::new);
      case "java.util.Map" -> map(type, position);
      default -> own(type, position);
    };
  }

  private Optional<SettingType> map(TypeMirror type, SettingPosition position) {
    List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
    if (arguments.isEmpty()
        || !ScalarTypes.kindOf(arguments.get(0)).equals(Optional.of(ScalarKind.STRING))) {
      return unsupported(type, position);
    }
    return argument(type, 1, position).map(SettingType.MapOf::new);
  }

  private Optional<SettingType> argument(TypeMirror type, int index, SettingPosition position) {
    List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
    return arguments.isEmpty()
        ? unsupported(type, position)
        : value(arguments.get(index), position);
  }

  private Optional<SettingType> own(TypeMirror type, SettingPosition position) {
    if (!(type instanceof DeclaredType declared)) {
      return unsupported(type, position);
    }
    TypeElement element = (TypeElement) declared.asElement();
    boolean record =
        element.getKind() == ElementKind.RECORD && element.getTypeParameters().isEmpty();
    if (!record && element.getKind() != ElementKind.ENUM) {
      return unsupported(type, position);
    }
    if (!isAccessible(element)) {
      problems.add(
          ProblemCode.HIDDEN_SETTING_TYPE,
          position.place(),
          position.display(),
          TypeDisplay.of(type));
      return Optional.empty();
    }
    return record ? nested(element, position) : Optional.of(choice(element));
  }

  private boolean isAccessible(TypeElement element) {
    Visibility visibility = TypeReferences.visibility(element);
    return visibility == Visibility.PUBLIC
        || (visibility == Visibility.PACKAGE && isInPackage(element));
  }

  private boolean isInPackage(TypeElement element) {
    return TypeReferences.of(element).packageName().equals(packageName);
  }

  private Optional<SettingType> nested(TypeElement element, SettingPosition position) {
    boolean elsewhere = !isInPackage(element);
    return records
        .read(element, elsewhere ? position.leaving() : position)
        .map(SettingType.Nested::new);
  }

  private static SettingType choice(TypeElement element) {
    List<String> constants =
        element.getEnclosedElements().stream()
            .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
            .map(member -> member.getSimpleName().toString())
            .toList();
    return new SettingType.Choice(TypeReferences.of(element), constants);
  }

  private Optional<SettingType> unsupported(TypeMirror type, SettingPosition position) {
    problems.add(
        ProblemCode.UNSUPPORTED_SETTING_TYPE,
        position.place(),
        position.display(),
        TypeDisplay.of(type),
        SupportedTypes.hint(type));
    return Optional.empty();
  }
}
