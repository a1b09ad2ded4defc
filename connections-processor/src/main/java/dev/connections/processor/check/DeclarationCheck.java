package dev.connections.processor.check;

import dev.connections.processor.model.TypeModel;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.regex.Pattern;

/** A type has a positive id, a name that configuration files can write, and a category. */
final class DeclarationCheck implements TypeCheck {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  @Override
  public void check(TypesModel types, Problems problems) {
    for (TypeModel type : types.types()) {
      if (type.declaration().id() <= 0) {
        problems.add(
            ProblemCode.ID_NOT_POSITIVE,
            Places.attribute(type, "id"),
            type.name(),
            type.declaration().id());
      }
      if (!NAME.matcher(type.name()).matches()) {
        problems.add(ProblemCode.NAME_SYNTAX, Places.attribute(type, "name"), type.name());
      }
      if (type.declaration().category().isBlank()) {
        problems.add(ProblemCode.CATEGORY_BLANK, Places.attribute(type, "category"), type.name());
      }
    }
  }
}
