package dev.connections.processor.check;

import dev.connections.processor.model.ConstructorModel;
import dev.connections.processor.model.FactoryModel;
import dev.connections.processor.model.ParameterModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.model.Visibility;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** Generated code can construct the factory of a type. */
final class FactoryConstructionCheck implements TypeCheck {

  @Override
  public void check(TypesModel types, Problems problems) {
    for (TypeModel type : types.types()) {
      FactoryModel factory = type.factory();
      if (factory.visibility() == Visibility.PRIVATE) {
        report(ProblemCode.FACTORY_PRIVATE, type, problems);
      } else if (factory.inner()) {
        report(ProblemCode.FACTORY_INNER, type, problems);
      } else if (factory.isAbstract()) {
        report(ProblemCode.FACTORY_ABSTRACT, type, problems);
      } else if (factory.promisedConstructor().isPresent()) {
        problems.add(
            ProblemCode.FACTORY_CONSTRUCTOR_PROMISED,
            Places.of(type),
            type.name(),
            factory.name(),
            factory.promisedConstructor().get());
      } else if (factory.constructor().isEmpty()) {
        problems.add(
            ProblemCode.FACTORY_CONSTRUCTORS,
            Places.of(type),
            type.name(),
            factory.name(),
            factory.constructors().size());
      } else {
        check(type, factory.constructor().get(), problems);
      }
    }
  }

  private static void check(TypeModel type, ConstructorModel constructor, Problems problems) {
    if (constructor.visibility() == Visibility.PRIVATE) {
      report(ProblemCode.FACTORY_CONSTRUCTOR_PRIVATE, type, problems);
    }
    if (!constructor.typeParameters().isEmpty()) {
      problems.add(
          ProblemCode.FACTORY_CONSTRUCTOR_GENERIC,
          Places.of(type),
          type.name(),
          type.factory().name(),
          String.join(", ", constructor.typeParameters()));
    }
    if (!constructor.checkedExceptions().isEmpty()) {
      problems.add(
          ProblemCode.FACTORY_CONSTRUCTOR_THROWS,
          Places.of(type),
          type.name(),
          type.factory().name(),
          String.join(", ", constructor.checkedExceptions()));
    }
    for (ParameterModel parameter : constructor.parameters()) {
      if (!parameter.publicType()) {
        problems.add(
            ProblemCode.DEPENDENCY_NOT_PUBLIC,
            Places.of(type),
            type.name(),
            type.factory().name(),
            parameter.dependency().type().text());
      }
    }
  }

  private static void report(ProblemCode code, TypeModel type, Problems problems) {
    problems.add(code, Places.of(type), type.name(), type.factory().name());
  }
}
