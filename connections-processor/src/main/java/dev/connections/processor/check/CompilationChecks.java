package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.problem.Problems;
import java.util.List;

/** The list of the rules for what a compilation lists and uses. */
public final class CompilationChecks {

  private static final List<CompilationCheck> ALL =
      List.of(
          new UniqueTypesCheck(),
          new ConstantClashCheck(),
          new AdjustmentCheck(),
          new LeftOutRegistryCheck(),
          new ConnectionSetCheck(),
          new AccessorCheck(),
          new ProducedAccessorCheck(),
          new SetBindingCheck(),
          new DaggerCheck());

  private CompilationChecks() {}

  /** Applies every rule. */
  public static void run(CompilationModel compilation, Problems problems) {
    for (CompilationCheck check : ALL) {
      check.check(compilation, problems);
    }
  }
}
