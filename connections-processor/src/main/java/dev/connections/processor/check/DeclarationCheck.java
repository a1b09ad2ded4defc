package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.regex.Pattern;

/** A type has a positive id, a name that configuration files can write, and a category. */
final class DeclarationCheck implements Check {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    for (TypeModel type : compilation.types()) {
      if (type.id() <= 0) {
        problems.add(
            ProblemCode.ID_NOT_POSITIVE, Places.attribute(type, "id"), type.name(), type.id());
      }
      if (!NAME.matcher(type.name()).matches()) {
        problems.add(ProblemCode.NAME_SYNTAX, Places.attribute(type, "name"), type.name());
      }
      if (type.category().isBlank()) {
        problems.add(ProblemCode.CATEGORY_BLANK, Places.attribute(type, "category"), type.name());
      }
    }
  }
}
