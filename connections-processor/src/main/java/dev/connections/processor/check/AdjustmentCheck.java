package dev.connections.processor.check;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.processor.model.AdjustmentModel;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is changed of included registries is there to be changed, once. */
final class AdjustmentCheck implements CompilationCheck {

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    compilation
        .registry()
        .filter(RegistryModel::complete)
        .ifPresent(registry -> check(registry, problems));
  }

  private static void check(RegistryModel registry, Problems problems) {
    Set<List<Object>> adjusted = new HashSet<>();
    for (AdjustmentModel adjustment : registry.adjustments()) {
      Place place =
          Places.of(registry).attribute(adjustment.kind().attribute()).index(adjustment.index());
      Optional<IncludedRegistryModel> included =
          registry.included().stream()
              .filter(candidate -> candidate.name().equals(adjustment.registry()))
              .findFirst();
      if (included.isEmpty()) {
        problems.add(
            ProblemCode.ADJUSTED_REGISTRY_NOT_INCLUDED,
            place,
            adjustment.kind().attribute(),
            adjustment.registry(),
            through(registry, adjustment.registry()));
      } else if (included.get().entry(adjustment.type()).isEmpty()) {
        reportUnknown(included.get(), adjustment, place, problems);
      } else if (!adjusted.add(List.of(adjustment.registry(), adjustment.type()))) {
        problems.add(ProblemCode.ADJUSTED_TWICE, place, adjustment.type(), adjustment.registry());
      } else if (adjustment.kind() == AdjustmentModel.Kind.ID && adjustment.id() <= 0) {
        problems.add(ProblemCode.ID_NOT_POSITIVE, place, adjustment.type(), adjustment.id());
      }
    }
  }

  private static String through(RegistryModel registry, ClassReference notIncluded) {
    return registry.included().stream()
        .filter(included -> included.includes().contains(notIncluded.canonicalName()))
        .findFirst()
        .map(
            included ->
                "write registry = "
                    + included.name().simpleName()
                    + ".class, through which it is included")
        .orElse("add " + notIncluded.simpleName() + ".class to 'include', or remove this");
  }

  private static void reportUnknown(
      IncludedRegistryModel included, AdjustmentModel adjustment, Place place, Problems problems) {
    List<String> names = included.entries().stream().map(EntryModel::name).sorted().toList();
    problems.add(
        ProblemCode.ADJUSTED_TYPE_UNKNOWN,
        place,
        adjustment.kind().attribute(),
        adjustment.type(),
        included.name(),
        advice(adjustment.type(), names));
  }

  private static String advice(String written, List<String> names) {
    if (names.isEmpty()) {
      return "remove this: it has no types";
    }
    String all = String.join(", ", names);
    return NearestName.of(written, names)
        .map(nearest -> "did you mean '" + nearest + "'? Its types are " + all)
        .orElse("write the name of one of its types: " + all);
  }
}
