package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.connections.processor.model.DependencyNames;
import dev.connections.processor.model.FactoryModel;
import dev.connections.processor.model.NamedDependency;
import dev.connections.processor.model.ParameterModel;
import java.util.List;

/** Constructs one factory. */
final class FactoryCode {

  private final FactoryModel factory;
  private final List<NamedDependency> dependencies;

  FactoryCode(FactoryModel factory) {
    this.factory = factory;
    this.dependencies = DependencyNames.name(factory.dependencies());
  }

  /** What it must be given, each once, with the names of the parameters. */
  List<NamedDependency> dependencies() {
    return dependencies;
  }

  /** {@code new XFactory(clock.get())}, with providers in variables named as the dependencies. */
  CodeBlock construct() {
    CodeBlock arguments =
        factory.parameters().stream().map(this::argument).collect(CodeBlock.joining(", "));
    return CodeBlock.of("new $T($L)", TypeNames.of(factory.type()), arguments);
  }

  private CodeBlock argument(ParameterModel parameter) {
    String name = name(parameter);
    return switch (parameter.delivery()) {
      case OBJECT -> CodeBlock.of("$N.get()", name);
      case JAKARTA_PROVIDER -> CodeBlock.of("$N", name);
      case JAVAX_PROVIDER -> CodeBlock.of("$N::get", name);
      case LAZY ->
          CodeBlock.of(
              "$T.lazy(($T<$T>) $N::get)",
              ClassName.get("dagger.internal", "DoubleCheck"),
              ClassName.get("dagger.internal", "Provider"),
              TypeNames.of(parameter.dependency().type()),
              name);
    };
  }

  private String name(ParameterModel parameter) {
    return dependencies.stream()
        .filter(named -> named.dependency().equals(parameter.dependency()))
        .findFirst()
        .orElseThrow()
        .name();
  }
}
