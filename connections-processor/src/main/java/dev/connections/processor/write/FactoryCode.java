package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ConstantName;
import dev.connections.processor.model.FactoryModel;
import dev.connections.processor.model.NamedDependency;
import dev.connections.processor.model.ParameterModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.TypeModel;
import java.util.List;

/** The expressions that construct factories. */
final class FactoryCode {

  private final RegistryModel registry;
  private final List<NamedDependency> dependencies;

  FactoryCode(RegistryModel registry) {
    this.registry = registry;
    this.dependencies = registry.dependencies();
  }

  /** Whether the registry needs help from the factory's package to construct it. */
  boolean throughEntry(TypeModel type) {
    return !type.factory().constructibleFromElsewhere()
        && !type.factory().name().packageName().equals(registry.name().packageName());
  }

  /** As the registry writes it. */
  CodeBlock inRegistry(TypeModel type) {
    return throughEntry(type)
        ? CodeBlock.of(
            "$T.$N($L)",
            TypeNames.of(entryName(type.factory().name().packageName())),
            entryMethod(type),
            Parameters.names(needed(type)))
        : construct(type);
  }

  /** The class that constructs factories in another package. */
  ClassReference entryName(String packageName) {
    return ClassReference.of(packageName, registry.name().simpleName() + "Entry");
  }

  static String entryMethod(TypeModel type) {
    return ConstantName.lowerCamel(type.constant()) + "Factory";
  }

  /** The dependencies of one factory, each once. */
  List<NamedDependency> needed(TypeModel type) {
    return dependencies.stream()
        .filter(
            named ->
                type.factory().parameters().stream()
                    .anyMatch(parameter -> parameter.dependency().equals(named.dependency())))
        .toList();
  }

  /** {@code new XFactory(clock.get())}, with providers in variables named as the dependencies. */
  CodeBlock construct(TypeModel type) {
    FactoryModel factory = type.factory();
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
