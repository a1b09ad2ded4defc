package dev.connections.processor;

import dev.connections.processor.check.TypeChecks;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.Problems;
import dev.connections.processor.read.TypesReader;
import java.util.List;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Reads connection types and checks each by itself: both processors must come to one judgment. */
final class TypesPass {

  private final ProcessingEnvironment environment;

  TypesPass(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /**
   * The types, with those in which there is an error marked.
   *
   * @param compiled whether a class is compiled here
   * @param toBeBound whether a record's settings are wanted; asked once for each
   */
  TypesModel run(
      List<TypeElement> types,
      Predicate<TypeElement> compiled,
      Predicate<TypeElement> toBeBound,
      Problems problems) {
    TypesModel read = new TypesReader(environment).read(types, compiled, toBeBound, problems);
    TypeChecks.run(read, problems);
    return read.withoutFaulty(problems.faultyTypes());
  }
}
