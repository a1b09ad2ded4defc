package dev.connections.processor.check;

import dev.connections.processor.model.FactoryModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** The factory makes the connection, from the configuration, that the type names. */
final class FactoryContractCheck implements TypeCheck {

  @Override
  public void check(TypesModel types, Problems problems) {
    for (TypeModel type : types.types()) {
      if (!types.constructible(type)) {
        // A part of the contract may be what is missing.
        continue;
      }
      FactoryModel factory = type.factory();
      if (!factory.makes().equals(type.connection().type())) {
        problems.add(
            ProblemCode.FACTORY_MAKES_ANOTHER,
            Places.of(type),
            type.name(),
            factory.name(),
            factory.makes().text(),
            type.connection().type().text());
      }
      if (!factory.takes().equals(type.configuration().type())) {
        problems.add(
            ProblemCode.FACTORY_TAKES_ANOTHER,
            Places.of(type),
            type.name(),
            factory.name(),
            factory.takes().text(),
            type.configuration().type().text());
      }
    }
  }
}
