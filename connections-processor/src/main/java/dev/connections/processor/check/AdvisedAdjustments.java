package dev.connections.processor.check;

import dev.connections.processor.model.AdjustmentModel;
import dev.connections.processor.model.AdjustmentModel.Kind;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.RegistryModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes attributes of {@code @ConnectionRegistry} that can be pasted as they are: with what is
 * said there already, and with what has been advised before, since an attribute can be written once
 * only.
 */
final class AdvisedAdjustments {

  /** Far enough away to be seen as another one's id. */
  private static final int STEP = 1_000;

  private final RegistryModel registry;
  private final List<AdjustmentModel> advised;
  private final Set<Integer> ids = new HashSet<>();

  AdvisedAdjustments(RegistryModel registry) {
    this.registry = registry;
    this.advised = new ArrayList<>(registry.adjustments());
    registry.own().forEach(entry -> ids.add(entry.id()));
    for (IncludedRegistryModel included : registry.included()) {
      included.entries().forEach(entry -> ids.add(included.listedId(entry)));
    }
  }

  /** The attribute that gives a type an id that no other type has. */
  String withFreeId(IncludedRegistryModel included, EntryModel entry) {
    return withId(included, entry, freeId(included.listedId(entry)));
  }

  /** The attribute that gives a type this id. */
  String withId(IncludedRegistryModel included, EntryModel entry, int id) {
    ids.add(id);
    AdjustmentModel advice = new AdjustmentModel(Kind.ID, -1, included.name(), entry.name(), id);
    advised.removeIf(said -> said.kind() == Kind.ID && sameType(said, advice));
    advised.add(advice);
    return attribute(Kind.ID, advised);
  }

  /** The attribute that leaves a type out. */
  String without(IncludedRegistryModel included, EntryModel entry) {
    advised.add(exclusion(included, entry));
    return attribute(Kind.EXCLUDE, advised);
  }

  /** The same as the second of two choices: the advice that follows does not count on it. */
  String alternativelyWithout(IncludedRegistryModel included, EntryModel entry) {
    List<AdjustmentModel> alternative = new ArrayList<>(advised);
    alternative.add(exclusion(included, entry));
    return attribute(Kind.EXCLUDE, alternative);
  }

  private static AdjustmentModel exclusion(IncludedRegistryModel included, EntryModel entry) {
    return new AdjustmentModel(Kind.EXCLUDE, -1, included.name(), entry.name(), 0);
  }

  private static boolean sameType(AdjustmentModel one, AdjustmentModel other) {
    return one.registry().equals(other.registry()) && one.type().equals(other.type());
  }

  private int freeId(int id) {
    int free = id <= Integer.MAX_VALUE - STEP ? id + STEP : 1;
    while (ids.contains(free)) {
      free = free == Integer.MAX_VALUE ? 1 : free + 1;
    }
    return free;
  }

  private String attribute(Kind kind, List<AdjustmentModel> adjustments) {
    List<String> written =
        adjustments.stream().filter(said -> said.kind() == kind).map(this::annotation).toList();
    return kind.attribute()
        + " = "
        + (written.size() == 1 ? written.get(0) : "{" + String.join(", ", written) + "}");
  }

  private String annotation(AdjustmentModel said) {
    String type = "registry = " + literal(said.registry()) + ", name = \"" + said.type() + "\"";
    return said.kind() == Kind.ID
        ? "@TypeId(" + type + ", id = " + said.id() + ")"
        : "@ExcludedType(" + type + ")";
  }

  private String literal(ClassReference name) {
    return ClassLiterals.of(
        name,
        registry.included().stream()
            .map(IncludedRegistryModel::name)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
