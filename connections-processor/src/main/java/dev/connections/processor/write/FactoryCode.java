package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ConstantName;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.FactoryModel;
import dev.connections.processor.model.NamedDependency;
import dev.connections.processor.model.ParameterModel;
import dev.connections.processor.model.RegistryModel;
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
  boolean throughEntry(EntryModel type) {
    return !factory(type).constructibleFromElsewhere()
        && !factory(type).name().packageName().equals(registry.name().packageName());
  }

  /** As the registry writes it. */
  CodeBlock inRegistry(EntryModel type) {
    return throughEntry(type)
        ? CodeBlock.of(
            "$T.$N($L)",
            TypeNames.of(accessName(factory(type).name().packageName())),
            entryMethod(type),
            Parameters.names(needed(type)))
        : construct(type);
  }

  /** The class that constructs factories in another package. */
  ClassReference accessName(String packageName) {
    return ClassReference.of(packageName, registry.name().simpleName() + "Entry");
  }

  static String entryMethod(EntryModel type) {
    return ConstantName.lowerCamel(type.constant()) + "Factory";
  }

  /** The dependencies of one factory, each once. */
  List<NamedDependency> needed(EntryModel type) {
    return dependencies.stream()
        .filter(named -> type.dependencies().contains(named.dependency()))
        .toList();
  }

  /** {@code new XFactory(clock.get())}, with providers in variables named as the dependencies. */
  CodeBlock construct(EntryModel type) {
    FactoryModel factory = factory(type);
    CodeBlock arguments =
        factory.parameters().stream().map(this::argument).collect(CodeBlock.joining(", "));
    return CodeBlock.of("new $T($L)", TypeNames.of(factory.type()), arguments);
  }

  private static FactoryModel factory(EntryModel type) {
    return type.factory().orElseThrow();
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
