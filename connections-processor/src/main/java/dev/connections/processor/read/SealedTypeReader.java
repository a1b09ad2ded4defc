package dev.connections.processor.read;

import dev.connections.processor.model.ConstantName;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads a sealed interface: the records that it permits, and how a configuration chooses one. */
final class SealedTypeReader {

  private static final String DEFAULT_KEY = "kind";

  private final Annotations annotations;
  private final RecordReader records;
  private final Problems problems;
  private final Accessibility accessibility;

  SealedTypeReader(
      Annotations annotations,
      RecordReader records,
      Problems problems,
      Accessibility accessibility) {
    this.annotations = annotations;
    this.records = records;
    this.problems = problems;
    this.accessibility = accessibility;
  }

  /** The choice; empty if some of it cannot be read, which has been reported. */
  Optional<SettingType> read(TypeElement type, SettingPosition position) {
    List<TypeElement> permitted = new ArrayList<>();
    boolean complete = collect(type, type, position, permitted);
    if (complete && permitted.isEmpty()) {
      problems.add(
          ProblemCode.NOTHING_TO_CHOOSE,
          position.place(),
          position.display(),
          type.getSimpleName().toString());
      return Optional.empty();
    }
    List<SettingType.Variant> variants = new ArrayList<>();
    for (TypeElement each : permitted) {
      records
          .read(each, accessibility.isInPackage(each) ? position : position.leaving())
          .ifPresent(found -> variants.add(new SettingType.Variant(value(each), found)));
    }
    return complete && variants.size() == permitted.size()
        ? Optional.of(new SettingType.OneOf(TypeReferences.of(type), key(type), variants))
        : Optional.empty();
  }

  private boolean collect(
      TypeElement choice, TypeElement type, SettingPosition position, List<TypeElement> permitted) {
    boolean complete = true;
    for (TypeMirror mirror : type.getPermittedSubclasses()) {
      if (mirror.getKind() == TypeKind.ERROR || !(mirror instanceof DeclaredType declared)) {
        // The compiler says so itself.
        complete = false;
        continue;
      }
      TypeElement each = (TypeElement) declared.asElement();
      if (each.getKind() == ElementKind.INTERFACE && isSealed(each)) {
        complete &= collect(choice, each, position, permitted);
      } else if (each.getKind() != ElementKind.RECORD || !each.getTypeParameters().isEmpty()) {
        problems.add(
            ProblemCode.VARIANT_NOT_A_RECORD,
            position.place(),
            position.display(),
            choice.getSimpleName().toString(),
            each.getSimpleName().toString(),
            each.getTypeParameters().isEmpty() ? "no record" : "a record with type parameters");
        complete = false;
      } else if (!accessibility.isAccessible(each)) {
        problems.add(
            ProblemCode.VARIANT_HIDDEN,
            position.place(),
            position.display(),
            choice.getSimpleName().toString(),
            each.getSimpleName().toString());
        complete = false;
      } else if (!permitted.contains(each)) {
        permitted.add(each);
      }
    }
    return complete;
  }

  static boolean isSealed(TypeElement type) {
    return type.getModifiers().contains(Modifier.SEALED);
  }

  private String key(TypeElement type) {
    return annotations
        .find(type, Names.DISCRIMINATOR)
        .map(mirror -> annotations.values(mirror).string("value"))
        .orElse(DEFAULT_KEY);
  }

  private String value(TypeElement variant) {
    return annotations
        .find(variant, Names.DISCRIMINATOR_VALUE)
        .map(mirror -> annotations.values(mirror).string("value"))
        .orElseGet(() -> ConstantName.lowerKebab(variant.getSimpleName().toString()));
  }
}
