package dev.connections.processor.check;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ExportsModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** A library's module exports its registry, and what users of the registry see. */
public final class ExportCheck {

  private ExportCheck() {}

  /** Applies the rule, in the last round. */
  public static void run(RegistryModel registry, ExportsModel exports, Problems problems) {
    if (!exports.registryExported()) {
      problems.add(
          ProblemCode.REGISTRY_NOT_EXPORTED,
          Places.of(registry),
          registry.name(),
          registry.name().packageName(),
          exports.module());
    }
    for (ClassReference hidden : exports.hidden()) {
      // One line to paste is enough for a package.
      if (!hidden.packageName().equals(registry.name().packageName())) {
        problems.add(
            ProblemCode.PART_NOT_EXPORTED,
            Places.of(registry),
            hidden,
            hidden.packageName(),
            exports.module(),
            registry.name());
      }
    }
  }
}
