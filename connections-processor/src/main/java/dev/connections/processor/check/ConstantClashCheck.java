package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.HashMap;
import java.util.Map;

/**
 * Names that differ give constants that differ. Between types of one author that is an error; a
 * library's name cannot be changed here, so its constant is left out.
 */
final class ConstantClashCheck implements CompilationCheck {

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    Map<String, EntryModel> constants = new HashMap<>();
    for (EntryModel entry : compilation.entries()) {
      check(
          entry, ProblemCode.CONSTANT_TWICE, Places.attribute(entry, "name"), constants, problems);
    }
    if (compilation.registry().isPresent()) {
      RegistryModel registry = compilation.registry().get();
      for (IncludedRegistryModel included : registry.included()) {
        for (EntryModel entry : included.taken()) {
          if (!entry.constant().isEmpty()) {
            check(
                entry,
                ProblemCode.CONSTANT_LEFT_OUT,
                Places.include(registry, included),
                constants,
                problems);
          }
        }
      }
    }
  }

  private static void check(
      EntryModel entry,
      ProblemCode code,
      Place place,
      Map<String, EntryModel> constants,
      Problems problems) {
    EntryModel other = constants.putIfAbsent(entry.constant(), entry);
    // The same name twice is another rule's business.
    if (other != null && !other.name().equals(entry.name())) {
      problems.add(
          code,
          place,
          entry.constant(),
          other.name(),
          other.declaredBy(),
          entry.name(),
          entry.declaredBy());
    }
  }
}
