package dev.connections.processor.read;

import dev.connections.processor.model.Names;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Reports what chooses between records where there is nothing to choose. */
final class DiscriminatorPlacement {

  private final Annotations annotations;
  private final Problems problems;

  DiscriminatorPlacement(Annotations annotations, Problems problems) {
    this.annotations = annotations;
    this.problems = problems;
  }

  void check(TypeElement settings, SettingPosition position) {
    if (annotations.find(settings, Names.DISCRIMINATOR).isPresent()) {
      report(
          settings,
          position,
          Names.DISCRIMINATOR,
          "it is a record",
          "put it on the sealed interface that permits the record");
    }
    if (annotations.find(settings, Names.DISCRIMINATOR_VALUE).isPresent() && !isVariant(settings)) {
      report(
          settings,
          position,
          Names.DISCRIMINATOR_VALUE,
          "no sealed interface permits it",
          "remove it, or let the record implement the sealed interface that is the setting's type");
    }
  }

  private void report(
      TypeElement settings,
      SettingPosition position,
      String annotation,
      String reason,
      String advice) {
    problems.add(
        ProblemCode.MISPLACED_DISCRIMINATOR,
        position.type(settings),
        annotation.substring(annotation.lastIndexOf('.') + 1),
        settings.getSimpleName().toString(),
        reason,
        advice);
  }

  private static boolean isVariant(TypeElement settings) {
    return settings.getInterfaces().stream()
        .filter(DeclaredType.class::isInstance)
        .map(each -> (TypeElement) ((DeclaredType) each).asElement())
        .anyMatch(SealedTypeReader::isSealed);
  }
}
