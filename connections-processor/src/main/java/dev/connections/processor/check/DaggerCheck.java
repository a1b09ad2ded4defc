package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** Where Dagger cannot be seen, there is no module for it, and someone may miss it. */
final class DaggerCheck implements CompilationCheck {

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    if (compilation.surroundings().dagger()) {
      return;
    }
    compilation
        .application()
        .ifPresent(
            registry -> {
              Place place =
                  registry.declaredBy().isPresent()
                      ? Places.of(registry)
                      : Places.of(compilation.entries().get(0));
              problems.add(
                  ProblemCode.NO_DAGGER_MODULE, place, registry.name().simpleName() + "Module");
            });
  }
}
