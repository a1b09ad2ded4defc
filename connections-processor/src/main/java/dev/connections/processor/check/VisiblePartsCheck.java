package dev.connections.processor.check;

import dev.connections.processor.model.PartModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.model.Visibility;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** What users see of a type is public, and its configuration is a record. */
final class VisiblePartsCheck implements TypeCheck {

  @Override
  public void check(TypesModel types, Problems problems) {
    for (TypeModel type : types.types()) {
      check(type, type.connection(), ProblemCode.CONNECTION_NOT_PUBLIC, problems);
      check(type, type.configuration(), ProblemCode.CONFIGURATION_NOT_PUBLIC, problems);
      if (type.connection().isRaw()) {
        problems.add(
            ProblemCode.CONNECTION_RAW, Places.of(type), type.name(), type.connection().name());
      }
      if (!type.configuration().isRecord()) {
        problems.add(
            ProblemCode.CONFIGURATION_NOT_A_RECORD,
            Places.of(type),
            type.name(),
            type.configuration().name(),
            type.configuration().name().simpleName());
      }
    }
  }

  private static void check(TypeModel type, PartModel part, ProblemCode code, Problems problems) {
    if (part.visibility() != Visibility.PUBLIC) {
      problems.add(code, Places.of(type), type.name(), part.name());
    }
  }
}
