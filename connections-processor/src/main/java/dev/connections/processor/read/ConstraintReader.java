package dev.connections.processor.read;

import dev.connections.processor.model.BoundKind;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** Finds the constraints among the annotations of a setting. */
final class ConstraintReader {

  private static final String PACKAGE = "jakarta.validation.constraints.";
  private static final String META_ANNOTATION = "jakarta.validation.Constraint";
  private static final String SUPPORTED =
      Stream.concat(
              Stream.of("@NotNull", "@NotBlank", "@NotEmpty", "@Size", "@Pattern"),
              Stream.of(BoundKind.values()).map(kind -> "@" + kind.annotation()))
          .collect(Collectors.joining(", "));

  private final Annotations annotations;
  private final Problems problems;

  ConstraintReader(Elements elements, Problems problems) {
    this.annotations = new Annotations(elements);
    this.problems = problems;
  }

  /** Those that are supported; the others have been reported. */
  List<AppliedConstraint> read(
      RecordComponentElement component, ComponentAnnotations written, SettingPosition position) {
    List<AppliedConstraint> constraints = new ArrayList<>();
    for (AnnotationMirror annotation : written.all()) {
      for (AnnotationMirror each : repeated(annotation)) {
        if (isConstraint(each)) {
          String name = Annotations.name(annotation);
          for (ConstraintModel found : read(each, name, Set.of(), position)) {
            constraints.add(new AppliedConstraint(found, position.annotation(name)));
          }
        }
      }
    }
    rejectOnTypeArguments(component.asType(), position);
    return constraints;
  }

  private List<ConstraintModel> read(
      AnnotationMirror annotation, String written, Set<String> within, SettingPosition position) {
    return Annotations.name(annotation).equals(PACKAGE + simpleName(annotation))
        ? standard(annotation, written, within, position).stream().toList()
        : composed(annotation, written, within, position);
  }

  private List<ConstraintModel> composed(
      AnnotationMirror annotation, String written, Set<String> within, SettingPosition position) {
    ComposedConstraint composed = new ComposedConstraint(annotations, annotation);
    Set<String> inside = new HashSet<>(within);
    inside.add(Annotations.name(annotation));
    List<AnnotationMirror> parts = composed.parts(ConstraintReader::isConstraint, this::repeated);
    if (composed.hasValidators() || parts.isEmpty()) {
      unsupported(simpleName(annotation), written, within, position);
      return List.of();
    }
    if (composed.overridesAttributes()) {
      problems.add(
          ProblemCode.CONSTRAINT_OVERRIDES,
          position.annotation(written),
          named(simpleName(annotation), written, within),
          position.display());
      return List.of();
    }
    List<ConstraintModel> constraints = new ArrayList<>();
    for (AnnotationMirror part : parts) {
      // A circle ends where it closes.
      if (!inside.contains(Annotations.name(part))) {
        constraints.addAll(read(part, written, inside, position));
      }
    }
    return constraints;
  }

  private Optional<ConstraintModel> standard(
      AnnotationMirror annotation, String written, Set<String> within, SettingPosition position) {
    Annotations.Values attributes = annotations.values(annotation);
    String name = simpleName(annotation);
    return switch (name) {
      case "NotNull" -> Optional.empty();
      case "NotBlank" -> Optional.of(new ConstraintModel.NotBlank());
      case "NotEmpty" -> Optional.of(new ConstraintModel.NotEmpty());
      case "Size" ->
          Optional.of(new ConstraintModel.Size(attributes.number("min"), attributes.number("max")));
      case "Pattern" -> Optional.of(new ConstraintModel.Pattern(expression(attributes)));
      case "Min" -> whole(BoundKind.MIN, attributes);
      case "Max" -> whole(BoundKind.MAX, attributes);
      case "DecimalMin" -> decimal(BoundKind.DECIMAL_MIN, attributes, written, position);
      case "DecimalMax" -> decimal(BoundKind.DECIMAL_MAX, attributes, written, position);
      case "Positive" -> zero(BoundKind.POSITIVE, false);
      case "PositiveOrZero" -> zero(BoundKind.POSITIVE_OR_ZERO, true);
      case "Negative" -> zero(BoundKind.NEGATIVE, false);
      case "NegativeOrZero" -> zero(BoundKind.NEGATIVE_OR_ZERO, true);
      default -> unsupported(name, written, within, position);
    };
  }

  private Optional<ConstraintModel> unsupported(
      String name, String written, Set<String> within, SettingPosition position) {
    problems.add(
        ProblemCode.UNSUPPORTED_CONSTRAINT,
        position.annotation(written),
        named(name, written, within),
        position.display(),
        SUPPORTED);
    return Optional.empty();
  }

  /** The constraint, after the one that is written and made of it. */
  private static String named(String name, String written, Set<String> within) {
    if (within.isEmpty()) {
      return name;
    }
    String whole = written.replaceFirst("\\.List$", "");
    return whole.substring(whole.lastIndexOf('.') + 1) + " (@" + name + ")";
  }

  private static Optional<ConstraintModel> whole(BoundKind kind, Annotations.Values attributes) {
    BigDecimal limit = BigDecimal.valueOf(attributes.longNumber("value"));
    return Optional.of(new ConstraintModel.Bound(kind, limit, true));
  }

  private static Optional<ConstraintModel> zero(BoundKind kind, boolean inclusive) {
    return Optional.of(new ConstraintModel.Bound(kind, BigDecimal.ZERO, inclusive));
  }

  private Optional<ConstraintModel> decimal(
      BoundKind kind, Annotations.Values attributes, String written, SettingPosition position) {
    String text = attributes.string("value");
    try {
      return Optional.of(
          new ConstraintModel.Bound(kind, new BigDecimal(text), attributes.flag("inclusive")));
    } catch (NumberFormatException notNumber) {
      problems.add(
          ProblemCode.MEANINGLESS_CONSTRAINT,
          position.attribute(written, "value"),
          kind.annotation(),
          position.display(),
          "\"" + text + "\" is not a number",
          "write a number, such as \"0.5\"");
      return Optional.empty();
    }
  }

  /** The regular expression with its flags written into it, so that it is one text. */
  private static String expression(Annotations.Values attributes) {
    StringBuilder flags = new StringBuilder();
    for (String flag : attributes.constants("flags")) {
      switch (flag) {
        case "UNIX_LINES" -> flags.append('d');
        case "CASE_INSENSITIVE" -> flags.append('i');
        case "COMMENTS" -> flags.append('x');
        case "MULTILINE" -> flags.append('m');
        case "DOTALL" -> flags.append('s');
        case "UNICODE_CASE" -> flags.append('u');
        default -> {
          // CANON_EQ has no form inside an expression; it only widens what matches.
        }
      }
    }
    String expression = attributes.string("regexp");
    return flags.isEmpty() ? expression : "(?" + flags + ")" + expression;
  }

  /**
   * Constraints of elements are not seen in every class file, so that they would get lost there.
   */
  private void rejectOnTypeArguments(TypeMirror type, SettingPosition position) {
    if (!(type instanceof DeclaredType declared)) {
      return;
    }
    for (TypeMirror argument : declared.getTypeArguments()) {
      for (AnnotationMirror annotation : argument.getAnnotationMirrors()) {
        if (isConstraint(annotation)) {
          problems.add(
              ProblemCode.CONSTRAINT_ON_TYPE_ARGUMENT,
              position.place(),
              simpleName(annotation),
              position.display(),
              TypeDisplay.erased(declared).equals("java.util.Optional")
                  ? "write it in front of Optional"
                  : "check the elements in the record's constructor, and throw an"
                      + " IllegalArgumentException that says what is allowed");
        }
      }
      rejectOnTypeArguments(argument, position);
    }
  }

  /** The annotations in it if it is the container of a repeated one; otherwise it alone. */
  private List<AnnotationMirror> repeated(AnnotationMirror annotation) {
    if (!simpleName(annotation).equals("List")) {
      return List.of(annotation);
    }
    return annotations.values(annotation).list("value").stream()
        .filter(AnnotationMirror.class::isInstance)
        .map(AnnotationMirror.class::cast)
        .toList();
  }

  private static boolean isConstraint(AnnotationMirror annotation) {
    if (Annotations.name(annotation).startsWith(PACKAGE)) {
      return true;
    }
    return annotation.getAnnotationType().asElement().getAnnotationMirrors().stream()
        .anyMatch(meta -> Annotations.name(meta).equals(META_ANNOTATION));
  }

  private static String simpleName(AnnotationMirror annotation) {
    return annotation.getAnnotationType().asElement().getSimpleName().toString();
  }
}
