package dev.connections.processor.check;

import dev.connections.processor.model.AccessorModel;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.ExcludedMakerModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an accessor returns is something that a type of the application's registry makes. */
final class ProducedAccessorCheck implements CompilationCheck {

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    Optional<RegistryModel> registry = compilation.application();
    if (registry.isEmpty()) {
      return;
    }
    for (ConnectionSetModel set : compilation.sets()) {
      for (AccessorModel accessor : set.accessors()) {
        if (set.isInterface() && accessor.implementable() && !accessor.produced()) {
          problems.add(
              ProblemCode.ACCESSOR_NOT_PRODUCED,
              Places.of(set, accessor),
              set.name(),
              accessor.method(),
              accessor.returnsText(),
              registry.get().name().simpleName(),
              advice(accessor, registry.get()));
        }
      }
    }
  }

  private static String advice(AccessorModel accessor, RegistryModel registry) {
    if (accessor.leftOut().isPresent()) {
      ExcludedMakerModel excluded = accessor.leftOut().get();
      return "remove the type '"
          + excluded.type()
          + "' of "
          + excluded.registry()
          + ", which makes it, from 'exclude'";
    }
    if (accessor.offeredBy().isPresent()) {
      ClassReference offered = accessor.offeredBy().get();
      return "include the registry that has such a type: include = "
          + offered.simpleName()
          + ".class ("
          + offered
          + ")";
    }
    String made =
        registry.listed().stream()
            .flatMap(listed -> listed.entry().connection().stream())
            .map(connection -> connection.rawType().canonicalName())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    return "include the registry of the library that has such a type, or return what the types of"
        + " this one make: "
        + (made.isEmpty() ? "nothing, it has no types" : made);
  }
}
