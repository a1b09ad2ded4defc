package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** Says which connection sets the Dagger module cannot name. */
final class SetBindingCheck implements Check {

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    if (compilation.registry().isEmpty() || !compilation.surroundings().dagger()) {
      return;
    }
    RegistryModel registry = compilation.registry().get();
    for (ConnectionSetModel set : compilation.sets()) {
      if (!registry.library() && set.isInterface() && !set.nameableFrom(registry.name())) {
        problems.add(
            ProblemCode.SET_NOT_BOUND, Places.of(set), set.name(), registry.name().simpleName());
      }
    }
  }
}
