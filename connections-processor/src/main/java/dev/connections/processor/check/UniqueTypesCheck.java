package dev.connections.processor.check;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** No two types have one id or one name, those of included registries counted. */
final class UniqueTypesCheck implements CompilationCheck {

  /** A type that has been seen, with its id here and where messages say it comes from. */
  private record Seen(
      EntryModel entry, int id, Optional<IncludedRegistryModel> from, String origin) {

    boolean sameType(Seen other) {
      return entry.declaredBy().equals(other.entry.declaredBy());
    }

    /** Where a type comes from is worth a word if it is not where the other one does. */
    String beside(Seen other) {
      return entry.declaredBy() + (origin.equals(other.origin) ? "" : origin);
    }
  }

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    Uniqueness uniqueness = new Uniqueness(problems);
    Optional<RegistryModel> registry = compilation.registry();
    registry.ifPresent(
        including ->
            including
                .included()
                .forEach(
                    included ->
                        included
                            .taken()
                            .forEach(
                                entry ->
                                    uniqueness.add(
                                        new Seen(
                                            entry,
                                            included.listedId(entry),
                                            Optional.of(included),
                                            " (in " + included.name() + ")"),
                                        Places.include(including, included),
                                        Places.include(including, included)))));
    String own = registry.map(listing -> " (in " + listing.name() + ")").orElse("");
    for (EntryModel entry : compilation.entries()) {
      uniqueness.add(
          new Seen(entry, entry.id(), Optional.empty(), own),
          Places.attribute(entry, "id"),
          Places.attribute(entry, "name"));
    }
  }

  private static final class Uniqueness {

    private final Problems problems;
    private final Map<Integer, Seen> ids = new HashMap<>();
    private final Map<String, Seen> names = new HashMap<>();
    private final Map<ClassReference, Seen> types = new HashMap<>();

    Uniqueness(Problems problems) {
      this.problems = problems;
    }

    void add(Seen seen, Place idPlace, Place namePlace) {
      Seen sameType = types.putIfAbsent(seen.entry().declaredBy(), seen);
      if (sameType != null && sameType.id() != seen.id()) {
        problems.add(
            ProblemCode.TYPE_WITH_TWO_IDS,
            idPlace,
            seen.entry().name(),
            seen.entry().declaredBy(),
            sameType.id(),
            sameType.origin(),
            seen.id(),
            seen.origin(),
            registryName(seen));
        return;
      }
      addId(seen, idPlace);
      addName(seen, namePlace);
    }

    private void addId(Seen seen, Place place) {
      // What is not positive has been reported, or is of an annotation that does not compile.
      Seen other = seen.id() <= 0 ? null : ids.putIfAbsent(seen.id(), seen);
      if (other != null && !other.sameType(seen)) {
        problems.add(
            seen.from().isPresent() ? ProblemCode.INCLUDED_ID_TWICE : ProblemCode.ID_TWICE,
            place,
            seen.id(),
            other.beside(seen),
            seen.beside(other),
            registryName(seen),
            seen.entry().name());
      }
    }

    private void addName(Seen seen, Place place) {
      String name = seen.entry().name();
      Seen other = name.isEmpty() ? null : names.putIfAbsent(name, seen);
      if (other != null && !other.sameType(seen)) {
        problems.add(
            seen.from().isPresent() ? ProblemCode.INCLUDED_NAME_TWICE : ProblemCode.NAME_TWICE,
            place,
            name,
            other.beside(seen),
            seen.beside(other),
            registryName(seen));
      }
    }

    private static String registryName(Seen seen) {
      return seen.from().map(included -> included.name().simpleName()).orElse("");
    }
  }
}
