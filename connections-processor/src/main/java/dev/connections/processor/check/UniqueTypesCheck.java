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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** No two types have one id or one name, those of included registries counted. */
final class UniqueTypesCheck implements CompilationCheck {

  /** A type that has been seen, with its id here and where messages say it comes from. */
  private record Seen(
      EntryModel entry, int id, Optional<IncludedRegistryModel> from, String origin) {

    /** Where a type comes from is worth a word if it is not where the other one does. */
    String beside(Seen other) {
      return entry.declaredBy() + (origin.equals(other.origin) ? "" : origin);
    }
  }

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    Optional<RegistryModel> registry = compilation.registry();
    Uniqueness uniqueness = new Uniqueness(problems, registry.map(AdvisedAdjustments::new));
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
                                    uniqueness.addIncluded(
                                        new Seen(
                                            entry,
                                            included.listedId(entry),
                                            Optional.of(included),
                                            " (in " + included.name() + ")"),
                                        Places.include(including, included)))));
    String own = registry.map(listing -> " (in " + listing.name() + ")").orElse("");
    for (EntryModel entry : compilation.entries()) {
      uniqueness.addOwn(new Seen(entry, entry.id(), Optional.empty(), own));
    }
  }

  private static final class Uniqueness {

    private final Problems problems;
    private final Optional<AdvisedAdjustments> advice;
    private final Map<Integer, Seen> ids = new HashMap<>();
    private final Map<String, Seen> names = new HashMap<>();
    private final Map<ClassReference, Seen> types = new HashMap<>();

    Uniqueness(Problems problems, Optional<AdvisedAdjustments> advice) {
      this.problems = problems;
      this.advice = advice;
    }

    void addIncluded(Seen seen, Place place) {
      AdvisedAdjustments adjustments = advice.orElseThrow();
      IncludedRegistryModel included = seen.from().orElseThrow();
      Seen sameType = types.putIfAbsent(seen.entry().declaredBy(), seen);
      if (sameType != null) {
        if (sameType.id() != seen.id()) {
          problems.add(
              ProblemCode.TYPE_WITH_TWO_IDS,
              place,
              seen.entry().name(),
              seen.entry().declaredBy(),
              sameType.id(),
              sameType.origin(),
              seen.id(),
              seen.origin(),
              adjustments.withId(included, seen.entry(), sameType.id()));
        }
        return;
      }
      Seen sameName = add(names, seen.entry().name(), seen);
      if (sameName != null) {
        // Its id does not matter: no one can rename it, so it has to be left out.
        problems.add(
            ProblemCode.INCLUDED_NAME_TWICE,
            place,
            seen.entry().name(),
            sameName.beside(seen),
            seen.beside(sameName),
            adjustments.without(included, seen.entry()));
        return;
      }
      Seen sameId = add(ids, seen.id(), seen);
      if (sameId != null) {
        String without = adjustments.alternativelyWithout(included, seen.entry());
        problems.add(
            ProblemCode.INCLUDED_ID_TWICE,
            place,
            seen.id(),
            sameId.beside(seen),
            seen.beside(sameId),
            adjustments.withFreeId(included, seen.entry()),
            without);
      }
    }

    void addOwn(Seen seen) {
      Seen sameId = add(ids, seen.id(), seen);
      if (sameId != null) {
        problems.add(
            ProblemCode.ID_TWICE,
            Places.attribute(seen.entry(), "id"),
            seen.id(),
            sameId.beside(seen),
            seen.beside(sameId),
            insteadOf(
                sameId, "id", (adjustments, from) -> adjustments.withFreeId(from, sameId.entry())));
      }
      Seen sameName = add(names, seen.entry().name(), seen);
      if (sameName != null) {
        problems.add(
            ProblemCode.NAME_TWICE,
            Places.attribute(seen.entry(), "name"),
            seen.entry().name(),
            sameName.beside(seen),
            seen.beside(sameName),
            insteadOf(
                sameName,
                "name",
                (adjustments, from) -> adjustments.without(from, sameName.entry())));
      }
    }

    /** What is said of a type of this compilation; that of a library cannot be changed. */
    private String insteadOf(
        Seen other,
        String what,
        BiFunction<AdvisedAdjustments, IncludedRegistryModel, String> paste) {
      return other
          .from()
          .map(
              from ->
                  ", or write in @ConnectionRegistry: " + paste.apply(advice.orElseThrow(), from))
          .map(or -> "give your own type another " + what + or)
          .orElse("give one of them another " + what);
    }

    /** What is not positive or empty is reported elsewhere, or does not compile. */
    private static <K> @Nullable Seen add(Map<K, Seen> known, K key, Seen seen) {
      if (key.equals("") || (key instanceof Integer id && id <= 0)) {
        return null;
      }
      return known.putIfAbsent(key, seen);
    }
  }
}
