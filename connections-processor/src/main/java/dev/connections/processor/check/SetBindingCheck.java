package dev.connections.processor.check;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which connection sets get no opener, and which the Dagger module cannot name. */
final class SetBindingCheck implements CompilationCheck {

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    Optional<RegistryModel> registry = compilation.application();
    for (ConnectionSetModel set : compilation.sets()) {
      if (!set.implementable()) {
        continue;
      }
      if (registry.isEmpty()) {
        problems.add(
            ProblemCode.SET_WITHOUT_OPENER,
            Places.of(set),
            set.name(),
            set.openName().simpleName(),
            include(set));
      } else if (compilation.surroundings().dagger() && !set.nameableFrom(registry.get().name())) {
        problems.add(
            ProblemCode.SET_NOT_BOUND,
            Places.of(set),
            set.name(),
            registry.get().name().simpleName());
      }
    }
  }

  /** What an application's registry includes so that it makes what the set has. */
  private static String include(ConnectionSetModel set) {
    List<ClassReference> offered =
        set.accessors().stream()
            .flatMap(accessor -> accessor.offeredBy().stream())
            .distinct()
            .sorted()
            .toList();
    return offered.isEmpty()
        ? "include = …"
        : offered.stream()
            .map(ClassReference::canonicalName)
            .collect(Collectors.joining(".class, ", "include = {", ".class}"));
  }
}
