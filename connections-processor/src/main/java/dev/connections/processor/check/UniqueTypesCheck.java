package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.HashMap;
import java.util.Map;

/** No two types have one id or one name, those of included registries counted. */
final class UniqueTypesCheck implements Check {

  /** A type that has been seen, and how messages speak of it. */
  private record Seen(EntryModel entry, String description) {}

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    Map<Integer, Seen> ids = new HashMap<>();
    Map<String, Seen> names = new HashMap<>();
    if (compilation.registry().isPresent()) {
      RegistryModel registry = compilation.registry().get();
      for (int i = 0; i < registry.included().size(); i++) {
        IncludedRegistryModel included = registry.included().get(i);
        for (EntryModel entry : included.entries()) {
          Seen seen = new Seen(entry, entry.declaredBy() + " (in " + included.name() + ")");
          Place place = Places.includes(registry).index(i);
          check(seen, place, place, ids, names, problems);
        }
      }
    }
    for (TypeModel type : compilation.types()) {
      Seen seen = new Seen(type.entry(), type.declaredBy().canonicalName());
      check(
          seen, Places.attribute(type, "id"), Places.attribute(type, "name"), ids, names, problems);
    }
  }

  private static void check(
      Seen seen,
      Place idPlace,
      Place namePlace,
      Map<Integer, Seen> ids,
      Map<String, Seen> names,
      Problems problems) {
    EntryModel entry = seen.entry();
    Seen sameId = ids.putIfAbsent(entry.id(), seen);
    if (sameId != null && !sameId.entry().sameType(entry)) {
      problems.add(
          ProblemCode.ID_TWICE, idPlace, entry.id(), sameId.description(), seen.description());
    }
    Seen sameName = names.putIfAbsent(entry.name(), seen);
    if (sameName != null && !sameName.entry().sameType(entry)) {
      problems.add(
          ProblemCode.NAME_TWICE,
          namePlace,
          entry.name(),
          sameName.description(),
          seen.description());
    }
  }
}
