package dev.connections.processor.read;

import dev.connections.processor.model.OptionalForm;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
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
import javax.lang.model.util.Elements;

/** Finds out what a setting holds. What is not supported is reported, and nothing returned. */
final class SettingTypeReader {

  private final RecordReader records;
  private final Problems problems;
  private final Accessibility accessibility;
  private final SealedTypeReader sealedTypes;

  SettingTypeReader(
      Elements elements, RecordReader records, Problems problems, String packageName) {
    this.records = records;
    this.problems = problems;
    this.accessibility = new Accessibility(packageName);
    this.sealedTypes =
        new SealedTypeReader(new Annotations(elements), records, problems, accessibility);
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
    if (!isSupported(element)) {
      return isOpenInterface(element) ? open(element, position) : unsupported(type, position);
    }
    if (!accessibility.isAccessible(element)) {
      problems.add(
          ProblemCode.HIDDEN_SETTING_TYPE,
          position.place(),
          position.display(),
          TypeDisplay.of(type));
      return Optional.empty();
    }
    return switch (element.getKind()) {
      case RECORD -> nested(element, position);
      case INTERFACE -> sealedTypes.read(element, position);
      default -> Optional.of(choice(element));
    };
  }

  private static boolean isSupported(TypeElement element) {
    return switch (element.getKind()) {
      case ENUM -> true;
      case RECORD -> element.getTypeParameters().isEmpty();
      case INTERFACE -> element.getTypeParameters().isEmpty() && SealedTypeReader.isSealed(element);
      default -> false;
    };
  }

  /** Interfaces of the JDK cannot be sealed by those who read the message. */
  private static boolean isOpenInterface(TypeElement element) {
    return element.getKind() == ElementKind.INTERFACE
        && !SealedTypeReader.isSealed(element)
        && !element.getQualifiedName().toString().startsWith("java.");
  }

  private Optional<SettingType> open(TypeElement element, SettingPosition position) {
    problems.add(
        ProblemCode.INTERFACE_NOT_SEALED,
        position.place(),
        position.display(),
        element.getSimpleName().toString());
    return Optional.empty();
  }

  private Optional<SettingType> nested(TypeElement element, SettingPosition position) {
    boolean elsewhere = !accessibility.isInPackage(element);
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
