package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.problem.Problems;
import java.util.List;

/** The list of all rules. */
public final class Checks {

  private static final List<Check> ALL =
      List.of(
          new DeclarationCheck(),
          new VisiblePartsCheck(),
          new FactoryConstructionCheck(),
          new FactoryContractCheck(),
          new UniqueTypesCheck(),
          new ConstantClashCheck(),
          new ConnectionSetCheck(),
          new AccessorCheck(),
          new SetBindingCheck(),
          new ConfigurationChecks());

  private Checks() {}

  /** Applies every rule. */
  public static void run(CompilationModel compilation, Problems problems) {
    for (Check check : ALL) {
      check.check(compilation, problems);
    }
  }
}
