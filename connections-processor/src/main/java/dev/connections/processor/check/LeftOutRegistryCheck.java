package dev.connections.processor.check;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Known registries of libraries that are there and not included are mentioned, in one note. */
final class LeftOutRegistryCheck implements CompilationCheck {

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    if (compilation.leftOut().isEmpty() || compilation.application().isEmpty()) {
      return;
    }
    RegistryModel registry = compilation.application().get();
    List<ClassReference> leftOut = compilation.leftOut();
    String names =
        leftOut.stream().map(ClassReference::canonicalName).collect(Collectors.joining(", "));
    List<ClassReference> all =
        Stream.concat(
                registry.included().stream().map(IncludedRegistryModel::name), leftOut.stream())
            .toList();
    String classes =
        all.stream()
            .map(name -> ClassLiterals.of(name, all))
            .collect(Collectors.joining(", ", "include = {", "}"));
    if (registry.declaredBy().isPresent()) {
      problems.add(
          ProblemCode.REGISTRY_LEFT_OUT,
          Places.of(registry),
          registry.name(),
          names,
          "write in @ConnectionRegistry: " + classes);
    } else {
      Place place = Places.of(compilation.entries().get(0));
      problems.add(
          ProblemCode.REGISTRY_LEFT_OUT,
          place,
          registry.name(),
          names,
          "add to this package: @ConnectionRegistry(" + classes + ") final class App {}");
    }
  }
}
