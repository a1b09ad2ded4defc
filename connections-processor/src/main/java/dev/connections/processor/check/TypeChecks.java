package dev.connections.processor.check;

import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.Problems;
import java.util.List;

/** The list of the rules for connection types, each by itself. */
public final class TypeChecks {

  private static final List<TypeCheck> ALL =
      List.of(
          new DeclarationCheck(),
          new VisiblePartsCheck(),
          new FactoryConstructionCheck(),
          new FactoryContractCheck(),
          new ConfigurationChecks());

  private TypeChecks() {}

  /** Applies every rule. */
  public static void run(TypesModel types, Problems problems) {
    for (TypeCheck check : ALL) {
      check.check(types, problems);
    }
  }
}
